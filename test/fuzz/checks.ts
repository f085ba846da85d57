import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { bytesOf, type Damage, damages, lengths, piecesOf, textOf } from "./pieces.ts";
import { placeOf } from "./places.ts";
import { type Report, reportsIn, runOf } from "./runs.ts";
import { texts } from "./texts.ts";

/** One document on standard input, and `check` in each of its formats. */

const names = [
  "a-trust-policy.json",
  "roles/b.jsonc",
  "/c.template",
  "..\\d.json",
  "\u001b]0;e\u0007\u009b31m\u202e\u2028é😀.json",
  "a,line=1:%0A::error ::f\r\n::stop-commands::x.json",
];

const levels = ["error", "warning", "information"];

const options = fc.record({
  name: fc.constantFrom(undefined, ...names),
  failOn: fc.constantFrom(...levels, "never"),
  asTrustPolicy: fc.boolean(),
  more: fc.subarray(["--quiet", "--rule=principal-public=hint", "--rule=effect-invalid=off", "--now=1970-01-01"]),
});

type Options = typeof options extends fc.Arbitrary<infer Value> ? Value : never;

function argsOf({ name, failOn, asTrustPolicy, more }: Options): readonly string[] {
  const named = name === undefined ? [] : [`--stdin-filename=${name}`];
  return ["check", "-", `--fail-on=${failOn}`, ...named, ...(asTrustPolicy ? ["--as-trust-policy"] : []), ...more];
}

/** All formats say the same, each in its own way. */
async function everyFormatIsWellFormed(
  text: string,
  damage: Damage | undefined,
  chosen: Options,
  over: readonly number[],
  columns: number,
): Promise<void> {
  const bytes = bytesOf(text, damage);
  const args = argsOf(chosen);
  const { status, stdout: lines } = await runOf([...args, "--format=ndjson"], [bytes]);
  const printed = async (format: string) => {
    const run = await runOf([...args, `--format=${format}`], piecesOf(bytes, over));
    assert.equal(run.status, status, `${format} ends with ${run.status}`);
    return run.stdout;
  };
  const reports = reportsIn(lines);
  assert.equal(reports.length, 1);
  for (const report of reports) {
    checkReport(report, bytes);
    assert.equal(status, statusOf(report, chosen.failOn));
    const said = report.findings.length + (report.error === null ? 0 : 1);
    checkCommands(await printed("github"), said, chosen.more.includes("--quiet"));
    checkSarif(JSON.parse(await printed("sarif")), report);
  }
  assert.deepEqual(JSON.parse(await printed("json")).files, reports);
  await printed("text");
  await checkTerminal(args, bytes, columns);
}

function checkReport({ error, findings }: Report, bytes: Uint8Array): void {
  // A rule that failed would be an error too.
  assert.equal(error === null, isUtf8(bytes), error ?? "bytes that are no text were checked");
  const text = textOf(bytes);
  for (const { start, end } of findings.map(({ range }) => range)) {
    assert.ok(0 <= start.offset && start.offset <= end.offset && end.offset <= text.length);
    for (const { offset, line, column } of [start, end])
      assert.deepEqual({ line: line - 1, character: column - 1 }, placeOf(text, offset));
  }
}

function statusOf({ error, findings }: Report, failOn: string): number {
  if (error !== null) return 2;
  const failing: readonly string[] = levels.slice(0, levels.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
}

/** A line is a command or, as the last one, the summary. */
function checkCommands(output: string, count: number, quiet: boolean): void {
  const lines = output.split("\n").slice(0, -1);
  if (!quiet) assert.doesNotMatch(lines.pop() ?? "", /^::/);
  assert.equal(lines.length, count);
  for (const line of lines) assert.match(line, /^::(error|warning|notice) file=[^:,]*,[^:]*::./);
}

function checkSarif({ runs }: { readonly runs: readonly SarifRun[] }, { error, findings }: Report): void {
  const [run] = runs;
  assert.equal(run?.results.length, findings.length);
  assert.equal(run?.invocations[0]?.executionSuccessful, error === null);
}

interface SarifRun {
  readonly results: readonly object[];
  readonly invocations: readonly { readonly executionSuccessful: boolean }[];
}

/** On a terminal the colours are all that is obeyed. */
async function checkTerminal(args: readonly string[], bytes: Uint8Array, columns: number): Promise<void> {
  const plain = await runOf(args, [bytes], { columns, colours: false });
  const coloured = await runOf(args, [bytes], { columns, colours: true });
  assert.equal(coloured.stdout.replace(/\u001b\[\d+m/g, ""), plain.stdout);
}

export const checksEndWell = fc.asyncProperty(
  texts,
  damages,
  options,
  lengths,
  fc.integer({ min: 0, max: 200 }),
  everyFormatIsWellFormed,
);
