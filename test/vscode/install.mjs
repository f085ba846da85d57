// Installs a real VS Code from npm (code-server: the workbench in a browser, extensions in Node) and finds the browser that shows it;
// sees to Neovim as well. It stands apart from scripts/setup.mjs because only `npm start` and the tests in editors need it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { installFolder, npm, root } from "../../scripts/setup.mjs";

/**
 * The VS Codes that the tests run in: the newest, and the oldest on npm that the extension's `engines.vscode` allows. That one also as
 * it is built for the web; the newest serves for both.
 */
export const hosts = {
  current: path.join(root, "test/vscode/host"),
  oldest: path.join(root, "test/vscode/host-oldest"),
  web: path.join(root, "test/vscode/host-web"),
};

/** Installs both VS Codes and sees to a browser. Throws with the command to type when no browser can be had. */
export async function setUpVSCode() {
  installDebianPackagesUnless(hasBrowser() && ["g++", "make", "python3"].every(isOnPath));
  findBrowser();
  await installHost(hosts.current);
  await installHost(hosts.oldest);
  await installFolder(hosts.web);
}

/** Sees to a Neovim. Throws with the command to type when none can be had. */
export function setUpNeovim() {
  installDebianPackagesUnless(isOnPath("nvim"));
  if (isOnPath("nvim")) return;
  throw new Error("Neovim was not found. Install it, for example with\n  sudo apt-get install -y neovim");
}

/** @param {string} host one of `hosts` */
export async function installHost(host) {
  await installFolder(host, () => finishCodeServer(host));
}

/** The Node that a host's code-server needs, and its entry script. @param {string} host */
export function codeServerCommand(host) {
  const modules = path.join(host, "node_modules");
  return {
    node: path.join(modules, `node-linux-${process.arch}/bin/node`),
    entry: path.join(modules, "code-server/out/node/entry.js"),
  };
}

/** The version of the VS Code in a host. @param {string} host */
export function versionOf(host) {
  return JSON.parse(readFileSync(path.join(host, "node_modules/code-server/lib/vscode/package.json"), "utf8")).version;
}

/** The file that `npm run package` writes. Throws when it is not there. */
export function packedExtension() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const file = path.join(root, `dist/${name}-${version}.vsix`);
  if (!existsSync(file)) throw new Error(`${file} does not exist. \`npm run package\` makes it.`);
  return file;
}

/** Whether npm has a VS Code for this machine. */
export function hasCodeServer() {
  return process.platform === "linux" && ["x64", "arm64"].includes(process.arch);
}

/** What code-server's own install script does, without running the scripts of its dependencies. */
function finishCodeServer(host) {
  const vscode = path.join(host, "node_modules/code-server/lib/vscode");
  // `npm ci` refuses the lockfiles that code-server ships; their peer dependencies contradict each other.
  const install = ["install", "--ignore-scripts", "--omit=dev", "--legacy-peer-deps"];
  npm(install, vscode);
  npm(install, path.join(vscode, "extensions"));
  const asar = path.join(vscode, "node_modules.asar");
  if (!existsSync(asar)) symlinkSync("node_modules", asar);
  linkRipgrep(host, vscode);
  buildLogger(host, vscode);
}

/** Older VS Codes download their file search when they are installed; it comes from a package beside them. */
function linkRipgrep(host, vscode) {
  const binary = path.join(host, `node_modules/@vscode/ripgrep-linux-${process.arch}/bin/rg`);
  if (!existsSync(binary)) return;
  const folder = path.join(vscode, "node_modules/@vscode/ripgrep/bin");
  mkdirSync(folder, { recursive: true });
  symlinkSync(binary, path.join(folder, "rg"));
}

/** Without its compiled logger VS Code runs, but every output channel stays empty. */
function buildLogger(host, vscode) {
  const headers = path.dirname(path.dirname(codeServerCommand(host).node));
  const env = {
    ...process.env,
    PATH: `${headers}/bin${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: headers,
  };
  try {
    npm(["rebuild", "--foreground-scripts", "@vscode/spdlog"], vscode, env);
  } catch {
    console.log("VS Code's logger was not built (it takes g++, make and python3): its output channels stay empty.");
  }
}

/** The executable of a Chromium, Chrome or Edge: the one that CHROMIUM names, or the first one found. Throws when there is none. */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
    return named;
  }
  const found = browserCandidates().find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium, Chrome or Edge was found. Install one, for example with\n  sudo apt-get install -y ${debianPackages().join(" ")}\nor set CHROMIUM to its path.`,
  );
}

const browserNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge",
];

function browserCandidates() {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const onPath = folders.flatMap((folder) => browserNames.map((name) => path.join(folder, name + suffix)));
  return [...onPath, ...usualPlaces()];
}

function usualPlaces() {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const roots = [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA];
    return roots
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        `${folder}/Google/Chrome/Application/chrome.exe`,
        `${folder}/Microsoft/Edge/Application/msedge.exe`,
      ]);
  }
  return ["/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"];
}

function debianPackages() {
  return readFileSync(path.join(root, "scripts/debian-packages.txt"), "utf8").split("\n").filter(Boolean);
}

/** On Debian and as root only: installs the list when something of it is missing. @param {boolean} complete nothing is */
function installDebianPackagesUnless(complete) {
  if (complete || process.getuid?.() !== 0 || !isOnPath("apt-get")) return;
  const packages = debianPackages();
  console.log(`Installing Debian packages: ${packages.join(" ")} …`);
  apt(["update", "-qq"]);
  apt(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/** A failure is only told here: what then misses the browser says so, with the command to type. */
function apt(args) {
  const result = spawnSync("apt-get", args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    encoding: "utf8",
  });
  if (result.status !== 0) console.log(`apt-get ${args.join(" ")} failed:\n${result.stdout}${result.stderr}`.trim());
}

function hasBrowser() {
  try {
    return findBrowser() !== "";
  } catch {
    return false;
  }
}

function isOnPath(name) {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));
}
