// What the suite needs to know of the extension host that it runs in: here Node, where a language server is a process.
// In its place `extension-host-web.ts` goes into the suite for VS Code in the browser.
import { execFileSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";

/** Whether this extension host is a web worker. */
export const isWeb: boolean = false;

/** What `test/vscode/run.mjs` has handed over: `RunOptions` in JSON. */
export function givenOptions(): string | undefined {
  return process.env.TRUST_POLICY_TEST_RUN;
}

/** Adds a line to the report. */
export async function writeLine(report: string, line: string): Promise<void> {
  appendFileSync(report, `${line}\n`);
}

/** The language servers that this extension host has started, by their IDs. */
export async function servers(): Promise<number[]> {
  return processes()
    .filter(({ parent, command }) => parent === process.pid && /dist[/\\]server[/\\]node\.cjs/.test(command))
    .map(({ pid }) => pid);
}

/** Ends a server as a crash would. */
export async function killServer(id: number): Promise<void> {
  process.kill(id, "SIGKILL");
}

/** Makes a server stop answering, as an endless loop would. */
export async function hangServer(id: number): Promise<void> {
  process.kill(id, "SIGSTOP");
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): Process[] {
  return process.platform === "linux" ? processesOfLinux() : processesOfPs();
}

function processesOfLinux(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1];
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // it ended in the meantime
      }
    });
}

function processesOfPs(): Process[] {
  return execFileSync("ps", ["-axo", "pid=,ppid=,command="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
}
