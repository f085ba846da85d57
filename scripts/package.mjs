/**
 * Packs the extension into dist/iam-trust-policy-VERSION.vsix and the npm package into dist/iam-trust-policy-tools-VERSION.tgz, with
 * bundles that are built for them.
 */

import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npm } from "./setup.mjs";

const root = path.resolve(import.meta.dirname, "..");
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

run("scripts/build.mjs", "--production");
const readme = readFileSync(path.join(root, "README.md"), "utf8");
writeFileSync(path.join(root, "dist/README.md"), withoutFilesBeside(readme));
// The bundles hold all packages, so that vsce need not look for any.
const options = ["--no-dependencies", "--allow-missing-repository", "--readme-path", "dist/README.md"];
run("node_modules/@vscode/vsce/vsce", "package", ...options, "--out", `dist/${name}-${version}.vsix`);

npm(["pack", "--pack-destination", path.join(root, "dist")], path.join(root, "server"));
const tarball = `dist/iam-trust-policy-tools-${version}.tgz`;
console.log(`Packaged: ${tarball} (${(statSync(path.join(root, tarball)).size / 1000).toFixed(0)} kB)`);

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
