/** Packs the extension into dist/iam-trust-policy-VERSION.vsix, with bundles that are built for it. */

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

run("scripts/build.mjs", "--production");
const readme = readFileSync(path.join(root, "README.md"), "utf8");
writeFileSync(path.join(root, "dist/README.md"), withoutFilesBeside(readme));
// The bundles hold all packages, so that vsce need not look for any.
const options = ["--no-dependencies", "--allow-missing-repository", "--readme-path", "dist/README.md"];
run("node_modules/@vscode/vsce/vsce", "package", ...options, "--out", `dist/${name}-${version}.vsix`);

/**
 * The README as VS Code shows it. It loads neither pictures nor pages from the package, only from an https address, so pictures beside
 * the README are left out, and links to files beside it become plain text.
 */
function withoutFilesBeside(markdown) {
  return markdown
    .replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, "")
    .replaceAll(/(?<!!)\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, "$1");
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
