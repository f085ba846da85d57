// Installs what a command of this checkout needs, before anything else is imported: this file and what it imports use Node alone.
// Each folder with a lockfile is installed once, and again only when its lockfile, the system or the processor changes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withFolderLock } from "./folder-lock.mjs";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Installs the development dependencies of the checkout. Throws when npm fails. */
export async function setUp() {
  await installFolder(root);
}

/**
 * Installs one folder from its package-lock.json, unless its stamp says that this has been done.
 * @param {string} folder absolute path of a folder with package.json and package-lock.json
 * @param {() => void} finish what remains to be done after `npm ci`; its work lives under node_modules too
 */
export async function installFolder(folder, finish = () => {}) {
  const wanted = fingerprint(folder);
  const stamp = path.join(folder, "node_modules/.setup-stamp");
  const isDone = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isDone()) return;
  await withFolderLock(folder, () => {
    if (isDone()) return;
    console.log(`Installing ${path.relative(root, folder) || "dependencies"} …`);
    npm(["ci", "--include=dev", "--ignore-scripts"], folder);
    finish();
    writeFileSync(stamp, wanted);
  });
}

/**
 * Runs npm and throws with what it printed when it fails.
 * @param {string[]} args
 * @param {string} folder where it runs
 * @param {NodeJS.ProcessEnv} env
 */
export function npm(args, folder, env = process.env) {
  // npm names its own script when it runs ours; started by hand, npm is found on the PATH (a .cmd file on Windows, hence the shell).
  const script = process.env.npm_execpath?.endsWith(".js") ? process.env.npm_execpath : undefined;
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const options = { cwd: folder, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
  const result = script
    ? spawnSync(process.execPath, [script, ...args, ...quiet], options)
    : spawnSync("npm", [...args, ...quiet], { ...options, shell: process.platform === "win32" });
  if (result.status === 0) return;
  const said = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim();
  const start = said.split("\n").slice(0, 20).join("\n"); // what follows is npm's own manual
  throw new Error(`npm ${args.join(" ")} failed in ${folder}:\n${start}`);
}

/** @param {string} folder */
function fingerprint(folder) {
  const lockfile = readFileSync(path.join(folder, "package-lock.json"));
  return createHash("sha256").update(`${process.platform} ${process.arch}\n`).update(lockfile).digest("hex");
}

// Started by itself it sets up the checkout, and with --vscode also what the other commands would install when first used.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await setUp();
  if (process.argv.includes("--vscode")) {
    const { setUpNeovim, setUpVSCode } = await import("../test/vscode/install.mjs");
    setUpNeovim();
    await setUpVSCode();
  }
}
