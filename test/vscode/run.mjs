// Runs the suite in a real VS Code and tells what came of it.   node test/vscode/run.mjs [variant …]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/setup.mjs";
import { bundleSuite } from "./bundle.mjs";
import { quietSettings, startCodeServer } from "./code-server.mjs";
import { hosts, packedExtension, setUpVSCode, versionOf } from "./install.mjs";
import { readReport } from "./report.mjs";
import { startWebSuite } from "./run-web.mjs";
import { webHosts } from "./web-hosts.mjs";
import { openBrowser, openWorkbench } from "./workbench.mjs";

const PATIENCE_MS = 5 * 60_000;

/**
 * @typedef {object} Variant
 * @property {string} [host] one of `hosts`, the current one unless told
 * @property {Record<string, unknown>} [settings] user settings
 * @property {boolean} [trust] workspace trust is on, and the folder is not trusted
 * @property {boolean} [packed] the packed extension is installed, in place of the checkout
 * @property {import("./web-hosts.mjs").WebHost} [web] VS Code runs in the browser alone, with the packed extension
 */

/** @type {Record<string, Variant>} */
export const variants = {
  "from the checkout": {},
  "packed and installed": { packed: true },
  "restricted folder": {
    trust: true,
    settings: { ...quietSettings, "security.workspace.trust.startupPrompt": "never" },
  },
  // But for Git: a test stands in for it, to show the old side of a diff.
  "default settings": { settings: { "git.enabled": false } },
  "oldest VS Code": { host: hosts.oldest },
  web: { web: webHosts.current },
  "oldest web": { web: webHosts.oldest },
};

/**
 * Runs the suite in one fresh VS Code.
 * @param {string} name
 * @param {Variant} variant
 * @param {string} suite the bundled suite
 * @returns {Promise<{ passed: number, failed: number, text: string }>} the counts, and what to print
 */
export async function runVariant(name, variant, suite) {
  const started = Date.now();
  const scratch = mkdtempSync(path.join(tmpdir(), "tp-run-"));
  const report = path.join(scratch, "report.ndjson");
  writeFileSync(report, "");
  let trouble;
  try {
    await (variant.web ? runInWeb(variant.web, report) : runInVSCode(variant, suite, scratch, report));
  } catch (error) {
    trouble = error;
  }
  const result = readReport(report, trouble);
  rmSync(scratch, { recursive: true, force: true });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return { ...result, text: `VS Code, ${name} (${seconds} s)\n${result.text}` };
}

async function runInVSCode({ host = hosts.current, settings, trust = false, packed = false }, suite, scratch, report) {
  const folder = path.join(scratch, "workspace");
  mkdirSync(folder);
  const options = {
    report,
    version: versionOf(host),
    restricted: trust,
    installedOutside: packed ? root : null,
    markdown: true,
  };
  const env = { TRUST_POLICY_TEST_RUN: JSON.stringify(options) };
  // VS Code runs tests only when some extension is under development: beside an installed one, that is an empty one.
  const extension = packed ? emptyExtension(scratch) : root;
  const server = await startCodeServer({
    ...{ host, trust, env },
    ...(packed && { vsix: packedExtension() }),
    ...(settings && { settings }),
  });
  let browser;
  try {
    browser = await openBrowser();
    const { page } = browser;
    const finished = finish(page, server);
    await openWorkbench(page, server, { folder, extension, tests: suite });
    await finished;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

async function runInWeb(host, report) {
  const { page, close } = await openBrowser();
  let server;
  try {
    let log = "";
    page.on("console", (message) => {
      log += `${message.text()}\n`;
    });
    server = await startWebSuite(page, { report, host });
    const finished = finish(page, { log: () => log, ended: new Promise(() => {}) });
    await page.goto(`http://${server.authority}/`);
    await finished;
  } finally {
    await close();
    await server?.stop();
  }
}

/**
 * Resolves when VS Code reports that the tests have ended, whatever their outcome: the report tells it.
 * @param {import("playwright-core").Page} page
 * @param {Pick<import("./code-server.mjs").CodeServer, "ended" | "log">} server
 */
async function finish(page, server) {
  let timer;
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
    page.exposeFunction("codeAutomationLog", () => {}).catch(reject);
    page.on("crash", () => reject(new Error("The workbench's page crashed.")));
    server.ended.then(() => reject(new Error(`VS Code ended.\n${server.log()}`)));
    timer = setTimeout(
      () => reject(new Error(`No result within ${PATIENCE_MS / 1000} s.\n${server.log()}`)),
      PATIENCE_MS,
    );
  });
  try {
    await ended;
  } finally {
    clearTimeout(timer);
  }
}

function emptyExtension(scratch) {
  const folder = path.join(scratch, "empty-extension");
  mkdirSync(folder);
  const manifest = { name: "empty", publisher: "test", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await setUpVSCode();
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(variants);
  const unknown = names.filter((name) => !(name in variants));
  if (unknown.length > 0)
    throw new Error(`No variant is called ${unknown}. There are: ${Object.keys(variants).join(", ")}.`);
  const suite = await bundleSuite();
  for (const name of names) {
    const result = await runVariant(name, variants[name], suite);
    console.log(result.text);
    if (result.failed > 0) process.exitCode = 1;
  }
}
