import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compare } from "./measure.ts";
import { otherJson, policyOfStatement, roleOf } from "./policies.ts";
import { megabytes, type Row, timed } from "./table.ts";

/** The command line in a process of its own. */

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "server/dist/cli.cjs");

/** A folder of so many files, a hundred folders in it; one in `every` is a policy, the others are some other JSON. */
function folderOf(count: number, every: number, scratch: string): string {
  const folder = path.join(scratch, `files-${count}-${every}`);
  for (let i = 0; i < 100; i++) mkdirSync(path.join(folder, `team-${i}`), { recursive: true });
  for (let i = 0; i < count; i++) {
    const text = i % every === 0 ? policyOfStatement(i) : otherJson(i);
    writeFileSync(path.join(folder, `team-${i % 100}/file-${i}.json`), text);
  }
  return folder;
}

export async function manyFiles(bare: string, scratch: string): Promise<readonly Row[]> {
  const check = (folder: string) => run([program, "check", "--format", "ndjson", "--fail-on", "never", folder]);
  const against = (folder: string) => compare({ ours: () => check(folder), bare: () => run([bare, folder]) }, 5);
  const [few, many, mixed] = [folderOf(1000, 1, scratch), folderOf(10_000, 1, scratch), folderOf(10_000, 10, scratch)];
  const [policies, files] = [await against(many), await against(mixed)];
  const [less, more] = [await check(few), await check(many)];
  const peer = "bare Node: read and JSON.parse";
  return [
    timed("10,000 policies on the command line", policies.ours, policies.bare, peer, 3),
    timed("10,000 JSON files, one in ten a policy", files.ours, files.bare, peer, 3),
    {
      what: "memory at its peak, 10,000 policies",
      ours: megabytes(more),
      peer: `${megabytes(less)} with 1,000`,
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
