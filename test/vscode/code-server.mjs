// Starts a real VS Code as a server on this machine's loopback address, with a home of its own that is removed when it stops.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { codeServerCommand } from "./install.mjs";

/** Settings that only quieten a first start: welcome pages, tips, telemetry, updates. */
export const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
};

/**
 * @typedef {object} CodeServer
 * @property {string} authority `127.0.0.1:port`
 * @property {string} home its own folder: HOME, user data, temporary files
 * @property {() => string} log what it has printed so far
 * @property {Promise<void>} ended settles when the process is gone
 * @property {() => Promise<void>} stop ends it and all that it started, and removes its home
 */

/**
 * Starts VS Code and resolves when it listens. Rejects with its output when it does not within a minute.
 * @param {object} options
 * @param {string} options.host one of `hosts`
 * @param {Record<string, unknown>} [options.settings] user settings
 * @param {boolean} [options.trust] whether workspace trust is on (a folder is then restricted until it is trusted)
 * @param {string} [options.vsix] a packed extension to install first, as a person would
 * @param {Record<string, string>} [options.env] more environment for the server and its extension host
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({ host, settings = quietSettings, trust = false, vsix, env = {} }) {
  const home = mkdtempSync(path.join(tmpdir(), "tp-")); // short: a socket's path may have about 100 bytes
  const command = prepare(host, home, settings, env);
  try {
    if (vsix !== undefined) installVsix(command, vsix);
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
  const more = trust ? [] : ["--disable-workspace-trust"];
  // A process group of its own, so that the extension host and the language server end with it.
  const child = spawn(command.node, [...command.args, ...more], {
    ...command.options,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let log = "";
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    signal(child.pid, "SIGTERM");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    signal(child.pid, "SIGKILL");
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const authority = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`code-server did not listen within a minute.\n${log}`)), 60_000);
      const read = (chunk) => {
        log += chunk;
        const address = /listening on https?:\/\/(127\.0\.0\.1:\d+)/.exec(log);
        if (address === null) return;
        clearTimeout(timer);
        resolve(address[1]);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      ended.then((code) => {
        clearTimeout(timer);
        reject(new Error(`code-server ended with ${code}.\n${log}`));
      });
    });
    return { authority, home, log: () => log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepare(host, home, settings, env) {
  const { node, entry } = codeServerCommand(host);
  const data = path.join(home, "data");
  const extensions = path.join(home, "extensions");
  mkdirSync(path.join(data, "User"), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(settings, null, 2));
  const config = path.join(home, "config.yaml");
  writeFileSync(config, "auth: none\n");
  const args = [
    ...[entry, "--config", config, "--auth", "none", "--bind-addr", "127.0.0.1:0"],
    ...["--user-data-dir", data, "--extensions-dir", extensions, "--session-socket", path.join(home, "s.sock")],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override"],
  ];
  const homes = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"];
  const ownHome = Object.fromEntries(homes.map((name) => [name, home]));
  return { node, args, options: { cwd: home, env: { ...withoutForeignSettings(process.env), ...ownHome, ...env } } };
}

/** A VS Code that starts us in its terminal, and npm, leave variables behind that would steer the server. */
function withoutForeignSettings(env) {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|CODE_SERVER_|(NODE_OPTIONS|NODE_ENV|PASSWORD|HASHED_PASSWORD|PORT)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

function installVsix({ node, args, options }, vsix) {
  const result = spawnSync(node, [...args, "--install-extension", vsix], { ...options, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${result.stdout}${result.stderr}`);
}

function signal(group, name) {
  try {
    process.kill(-group, name);
  } catch {
    // already gone
  }
}
