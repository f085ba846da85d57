import assert from "node:assert/strict";
import fc from "fast-check";
import { mutated } from "./mutations.ts";
import { bytesOf, type Damage, damages, lengths, piecesOf, textOf } from "./pieces.ts";
import { type FilePlace, type Report, reportsIn, runOf } from "./runs.ts";
import { texts } from "./texts.ts";
import { hostile } from "./words.ts";

/** Lines of documents on standard input, as strangers write them. */

const paths = fc.oneof(
  fc.constantFrom("roles/a-trust-policy.json", "a.jsonc", "/b.json", "C:/c.json", "../d.json"),
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const oneLine = mutated.map((text) => text.replace(/\s*\n\s*/g, " "));

const lines = fc.oneof(
  { weight: 4, arbitrary: oneLine },
  { weight: 4, arbitrary: fc.record({ path: paths, text: mutated }).map((record) => JSON.stringify(record)) },
  { weight: 1, arbitrary: fc.record({ path: paths, text: fc.jsonValue() }).map((record) => JSON.stringify(record)) },
  { weight: 2, arbitrary: fc.constantFrom("", " \t", "\r", "\ufeff", "\u00a0") },
  { weight: 1, arbitrary: texts },
);

const inputs = fc
  .tuple(fc.array(lines, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.constantFrom("", "\n", "\n\n"))
  .map(([all, between, end]) => all.join(between) + end);

const formats = fc.constantFrom("text", "json", "sarif", "github");

const args = ["check", "-", "--stdin-format", "ndjson", "--format"];

async function eachRecordHasItsReport(
  text: string,
  damage: Damage | undefined,
  format: string,
  over: readonly number[],
  which: number,
): Promise<void> {
  const bytes = bytesOf(text, damage);
  const whole = await runOf([...args, "ndjson"], [bytes]);
  assert.deepEqual(await runOf([...args, "ndjson"], piecesOf(bytes, over)), whole);
  const other = await runOf([...args, format], piecesOf(bytes, over));
  assert.equal(other.status, whole.status);
  const reports = reportsIn(whole.stdout);
  if (format === "json") assert.deepEqual(JSON.parse(other.stdout).files, reports);
  if (format === "sarif") JSON.parse(other.stdout);
  for (const { error } of reports) assert.match(error ?? "UTF-8", /UTF-(8|16)/);
  const records = recordsIn(bytes);
  assert.equal(reports.length, records.length);
  const place = which % Math.max(1, records.length);
  const [record, report] = [records[place], reports[place]];
  if (record && report) await saysWhatItSaysAlone(record, report);
}

interface RecordLine {
  readonly bytes: Uint8Array;
  /** Of its beginning, in what the bytes say. */
  readonly line: number;
  readonly offset: number;
}

/** The lines with something on them. */
function recordsIn(bytes: Uint8Array): readonly RecordLine[] {
  const found: RecordLine[] = [];
  let [line, offset, from] = [0, 0, 0];
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from) < 0 ? bytes.length : bytes.indexOf(10, from);
    const own = bytes.subarray(from, end);
    if (own.some((byte) => ![9, 13, 32].includes(byte))) found.push({ bytes: own, line, offset });
    line++;
    offset += textOf(own).length + 1;
    from = end + 1;
  }
  return found;
}

/** A record knows nothing of those around it; where it has no name of its own, its places are those of the whole input. */
async function saysWhatItSaysAlone({ bytes, line, offset }: RecordLine, report: Report): Promise<void> {
  const [alone, ...others] = reportsIn((await runOf([...args, "ndjson"], [bytes])).stdout);
  assert.deepEqual(others, []);
  if (alone?.path !== "-") return assert.deepEqual(report, alone);
  const moved = (place: FilePlace) => ({ ...place, line: place.line + line, offset: place.offset + offset });
  const findings = alone.findings.map((finding) => {
    const { start, end } = finding.range;
    return { ...finding, range: { start: moved(start), end: moved(end) } };
  });
  const policies = alone.policies.map((policy) => ({ ...policy, line: policy.line + line }));
  assert.deepEqual(report, { ...alone, policies, findings });
}

export const recordsAreReported = fc.asyncProperty(
  inputs,
  damages,
  formats,
  lengths,
  fc.nat({ max: 9 }),
  eachRecordHasItsReport,
);
