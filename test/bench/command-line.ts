import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compare } from "./measure.ts";
import { policyOfStatement, roleOf } from "./policies.ts";
import { megabytes, type Row, timed } from "./table.ts";

/** The command line in a process of its own. */

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "server/dist/cli.cjs");

/** A folder of so many policies, a hundred folders in it. */
function folderOf(count: number, scratch: string): string {
  const folder = path.join(scratch, `policies-${count}`);
  for (let i = 0; i < 100; i++) mkdirSync(path.join(folder, `team-${i}`), { recursive: true });
  for (let i = 0; i < count; i++)
    writeFileSync(path.join(folder, `team-${i % 100}/role-${i}.json`), policyOfStatement(i));
  return folder;
}

export async function manyFiles(bare: string, scratch: string): Promise<readonly Row[]> {
  const [few, many] = [1000, 10_000].map((count) => folderOf(count, scratch));
  const check = (folder = "") => run([program, "check", "--format", "ndjson", "--fail-on", "never", folder]);
  const times = await compare({ ours: () => check(many), bare: () => run([bare, many ?? ""]) }, 5);
  const [less, more] = [await check(few), await check(many)];
  const what = "10,000 files on the command line";
  return [
    timed(what, times.ours, times.bare, "bare Node: read and JSON.parse", 3),
    {
      what: "  memory at its peak",
      ours: megabytes(more),
      peer: `${megabytes(less)} with 1,000 files`,
      ratio: more / less,
      goal: "",
      met: undefined,
    },
  ];
}

export async function accountExport(scratch: string): Promise<Row> {
  const file = path.join(scratch, "export.json");
  await writeExport(file, 200e6);
  const { size } = statSync(file);
  const peak = await run([program, "check", "--format", "json", "--fail-on", "never", file]);
  return {
    what: `memory at its peak, account export of ${megabytes(size)}`,
    ours: megabytes(peak),
    peer: `${megabytes(size)} the file`,
    ratio: peak / size,
    goal: "at most 3 ×",
    met: peak <= 3 * size,
  };
}

async function writeExport(file: string, size: number): Promise<void> {
  const out = createWriteStream(file);
  let written = 0;
  const write = async (text: string) => {
    written += text.length;
    if (!out.write(text)) await once(out, "drain");
  };
  await write('{\n    "UserDetailList": [],\n    "RoleDetailList": [\n');
  for (let index = 0; written < size; index++)
    await write((index > 0 ? ",\n" : "") + JSON.stringify(roleOf(index), null, 4));
  await write('\n    ],\n    "Policies": []\n}\n');
  out.end();
  await once(out, "finish");
}

/** Runs a program of Node to its end; resolves to the most memory that it used, in bytes. Throws when it fails. */
async function run(args: readonly string[]): Promise<number> {
  const memory = path.join(root, "test/bench/peak.cjs");
  const child = spawn(process.execPath, ["--require", memory, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${said}`);
  return Number(said) * 1024;
}
