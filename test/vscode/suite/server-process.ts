import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** The process IDs of the language servers that this extension host has started. */
export function serverProcesses(): number[] {
  return processes()
    .filter(({ parent, command }) => parent === process.pid && /dist[/\\]server[/\\]node\.cjs/.test(command))
    .map(({ pid }) => pid);
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
