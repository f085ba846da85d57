// Opens VS Code with the extension on examples/: the desktop's, else a downloaded one, else one in the browser.
// `--browser` takes the last at once. Ctrl+C ends what was started and leaves nothing running.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { quietSettings, startCodeServer } from "../test/vscode/code-server.mjs";
import { hasCodeServer, hosts, installHost, packedExtension } from "../test/vscode/install.mjs";
import { root, setUp } from "./setup.mjs";

const PATIENCE_MS = 20_000;
const examples = path.join(root, "examples");

await setUp();
process.exit(await open()); // a download that was given up may still be trying

async function open() {
  if (process.argv.includes("--browser") || !hasDesktop()) return openInBrowser();
  const installed = findOnPath(process.platform === "win32" ? "code.cmd" : "code");
  const program = installed ?? (await downloadVSCode());
  return program === undefined ? openInBrowser() : openOnDesktop(program, installed !== undefined);
}

/** On Linux VS Code needs a display, and refuses to run as root. */
function hasDesktop() {
  if (process.platform !== "linux") return true;
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return Boolean(display) && process.getuid?.() !== 0;
}

function findOnPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Resolves to the executable of a downloaded VS Code, or to nothing when none can be had. */
async function downloadVSCode() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  console.log("Downloading VS Code …");
  let giveUp = () => {};
  let timer;
  const stalled = new Promise((_, reject) => {
    giveUp = () => reject(new Error(`no progress in ${PATIENCE_MS / 1000} s`));
    timer = setTimeout(giveUp, PATIENCE_MS);
  });
  const report = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, PATIENCE_MS);
  };
  try {
    const cachePath = path.join(root, ".vscode-test");
    const download = downloadAndUnzipVSCode({
      cachePath,
      timeout: PATIENCE_MS,
      reporter: { report: progress(report), error() {} },
    });
    download.catch(() => {}); // when it fails after it was given up
    return await Promise.race([download, stalled]);
  } catch (error) {
    console.log(`VS Code cannot be downloaded here (${firstLine(error)}): opening it in the browser instead.`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Only what moves the download on counts as progress: a retry does not. */
function progress(report) {
  return ({ stage }) => {
    if (stage !== "retrying" && stage !== "fetchingVersion") report();
  };
}

/** A window with settings and extensions of its own, so that it is a process of its own, which can be ended. */
async function openOnDesktop(program, isCommandLine) {
  run("build.mjs");
  const home = mkdtempSync(path.join(tmpdir(), "tp-"));
  const data = path.join(home, "data");
  mkdirSync(path.join(data, "User"), { recursive: true });
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(quietSettings, null, 2));
  const args = [
    ...[
      "--user-data-dir",
      data,
      "--extensions-dir",
      path.join(home, "extensions"),
      `--extensionDevelopmentPath=${root}`,
    ],
    ...["--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--new-window"],
    ...(isCommandLine ? ["--wait"] : []),
    examples,
  ];
  const shell = program.endsWith(".cmd");
  const quote = (text) => (shell ? `"${text}"` : text);
  const child = spawn(quote(program), args.map(quote), { stdio: isCommandLine ? "inherit" : "ignore", shell });
  console.log("VS Code opens with the extension. Close its window or press Ctrl+C to end it.");
  const ended = new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
  await Promise.race([ended, interrupted()]);
  for (const pid of [child.pid, mainProcess(data)]) end(pid);
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  return 0;
}

/** The `code` command hands over to a process that it does not wait for; VS Code writes down which. */
function mainProcess(data) {
  const file = path.join(data, "code.lock");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
}

function end(pid) {
  try {
    if (pid) process.kill(pid);
  } catch {
    // already gone
  }
}

async function openInBrowser() {
  if (!hasCodeServer()) {
    console.error(
      "VS Code in the browser comes for Linux on x64 and arm64 only. Install VS Code, so that `code` is on the PATH.",
    );
    return 1;
  }
  run("package.mjs");
  await installHost(hosts.current);
  const stopped = interrupted();
  const server = await startCodeServer({ host: hosts.current, vsix: packedExtension() });
  console.log(
    `\nVS Code with the extension: http://${server.authority}/?folder=${encodeURIComponent(examples)}\nPress Ctrl+C to end it.`,
  );
  const outcome = await Promise.race([stopped, server.ended.then(() => "ended")]);
  await server.stop();
  if (outcome === "ended") console.error(`VS Code ended by itself.\n${server.log()}`);
  return outcome === "ended" ? 1 : 0;
}

function interrupted() {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => resolve("interrupted"));
  });
}

function run(script) {
  const { status } = spawnSync(process.execPath, [path.join(root, "scripts", script)], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function firstLine(error) {
  return String(error?.message ?? error).split("\n")[0];
}
