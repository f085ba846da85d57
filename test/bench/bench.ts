import { mkdtempSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parseTree } from "jsonc-parser";
import { compare, median } from "./measure.ts";
import { policyOf4Kb, policyOfStatements } from "./policies.ts";
import { firstDiagnostics } from "./start.ts";

/**
 * Prints one table: ours beside its peer, medians of interleaved runs. Nothing here fails a build. Measured are the bundles as
 * they are shipped: a loader that compiles on the fly would be measured too.
 */

interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly goal: string;
}

const root = path.resolve(import.meta.dirname, "../..");

type Service = typeof import("../../server/src/service.ts");
const library = pathToFileURL(path.join(root, "server/dist/service.js")).href;
const { open } = (await import(library)) as Service;

function snapshot(text: string): ReturnType<Service["open"]> {
  return open(text, { languageId: "json", named: true, now: 1_800_000_000_000 });
}

function check(text: string): number {
  return snapshot(text).findings.length;
}

function analysis(): readonly Row[] {
  const text = policyOf4Kb();
  const peer = () => parseTree(text);
  const runs = { read: () => snapshot(text).policies, check: () => check(text), peer };
  compare(runs, 2000);
  const times = compare(runs, 2000);
  const { read = 0, check: checked = 0, peer: parsed = 0 } = times;
  return [
    row(`parse and all rules, ${text.length} characters`, checked, parsed, "at most 4 × jsonc-parser's parse"),
    row("of which reading the policy", read, parsed, ""),
  ];
}

function growth(): Row {
  const sizes = [200, 20_000] as const;
  const texts = sizes.map(policyOfStatements);
  const [small = "", large = ""] = texts;
  compare({ ours: () => check(small), peer: () => parseTree(small) }, 10);
  const few = compare({ ours: () => check(small), peer: () => parseTree(small) }, 30);
  const many = compare({ ours: () => check(large), peer: () => parseTree(large) }, 5);
  const ours = (many.ours ?? 0) / (few.ours ?? 1);
  const peer = (many.peer ?? 0) / (few.peer ?? 1);
  return {
    what: `growth from ${sizes[0]} to ${sizes[1]} statements`,
    ours: `${ours.toFixed(0)} × (${(many.ours ?? 0).toFixed(0)} ms)`,
    peer: `${peer.toFixed(0)} × (${(many.peer ?? 0).toFixed(0)} ms)`,
    ratio: (ours / peer).toFixed(2),
    goal: "at most 1.3 × jsonc-parser's growth",
  };
}

async function coldStart(): Promise<Row> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    const bare = path.join(folder, "bare.cjs");
    const entry = path.join(root, "test/bench/bare-server.ts");
    await build({
      entryPoints: [entry],
      outfile: bare,
      bundle: true,
      minify: true,
      platform: "node",
      format: "cjs",
      mainFields: ["module", "main"],
      logLevel: "error",
    });
    const text = policyOf4Kb().replaceAll('"Allow"', '"allow"');
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let i = 0; i < 15; i++) {
      times.ours.push(await firstDiagnostics(path.join(root, "server/dist/language-server.cjs"), text));
      times.peer.push(await firstDiagnostics(bare, text));
    }
    return row(
      "cold server to first diagnostics",
      median(times.ours),
      median(times.peer),
      "at most 2.5 × a bare server",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function size(file: string, what: string, goal: string): Promise<Row> {
  const full = path.join(root, file);
  const zipped = gzipSync(await readFile(full)).length;
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  return { what, ours: kb(statSync(full).size), peer: `${kb(zipped)} gzip`, ratio: "", goal };
}

function row(what: string, ours: number, peer: number, goal: string): Row {
  return { what, ours: `${ours.toFixed(3)} ms`, peer: `${peer.toFixed(3)} ms`, ratio: (ours / peer).toFixed(2), goal };
}

function print(rows: readonly Row[]): void {
  const columns = ["what", "ours", "peer", "ratio", "goal"] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((line) => line[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  console.log(line(columns));
  console.log(line(widths.map((width) => "-".repeat(width))));
  for (const entry of rows) console.log(line(columns.map((column) => entry[column])));
}

print([
  ...analysis(),
  growth(),
  await coldStart(),
  await size("dist/client/extension.cjs", "client bundle without languageclient", "under 20 KB"),
  await size("dist/server/node.cjs", "server bundle", "under 1,000 KB, 300 KB gzip"),
]);
