// Runs the suite in a desktop VS Code that @vscode/test-electron downloads.   node test/vscode/run-desktop.mjs [version]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, setUp } from "../../scripts/setup.mjs";
import { bundleSuite } from "./bundle.mjs";
import { quietSettings } from "./code-server.mjs";
import { readReport } from "./report.mjs";

await setUp();
const { runTests } = await import("@vscode/test-electron");
const scratch = mkdtempSync(path.join(tmpdir(), "tp-run-"));
const report = path.join(scratch, "report.ndjson");
const folder = path.join(scratch, "workspace");
const data = path.join(scratch, "data");
mkdirSync(folder);
mkdirSync(path.join(data, "User"), { recursive: true });
writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(quietSettings));
writeFileSync(report, "");
const run = { report, version: null, restricted: false, installedOutside: null, markdown: true };
let trouble;
try {
  await runTests({
    version: process.argv[2] ?? "stable",
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(),
    extensionTestsEnv: { TRUST_POLICY_TEST_RUN: JSON.stringify(run) },
    launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust", "--user-data-dir", data],
  });
} catch (error) {
  trouble = error;
}
const result = readReport(report, trouble);
rmSync(scratch, { recursive: true, force: true });
console.log(`${result.text}\n\n${result.passed} passed, ${result.failed} failed`);
process.exitCode = result.failed > 0 ? 1 : 0;
