import type { ListedFile } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkBytes } from "./check-file.ts";
import { type CheckContext, checkText, type Origin } from "./check-text.ts";
import type { Ready } from "./job.ts";
import { type Printed, printed } from "./print.ts";

/**
 * Checks standard input line by line: each line is a document. Either the document itself, or an object of two strings, `path` and
 * `text`, which names it. So that whatever hands lines to programs and collects theirs can spread a check over machines.
 */
export async function* printRecords(
  input: Surroundings["stdin"],
  file: ListedFile,
  { context, format }: Ready,
): AsyncIterable<Printed> {
  let line = 0;
  let offset = 0;
  for await (const bytes of linesOf(input)) {
    const checked = checkRecord(bytes, file, context, { offset, line, column: 0 });
    if (checked) yield printed(checked, format);
    line++;
    offset += bytes.toString("utf8").length + 1;
  }
}

/** Undefined for an empty line. */
function checkRecord(bytes: Buffer, file: ListedFile, context: CheckContext, origin: Origin): CheckedFile | undefined {
  if (bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) return undefined;
  const named = namedDocument(bytes);
  if (named) return checkText(named.text, { ...file, shown: named.path, record: true }, context);
  return checkBytes(bytes, { ...file, record: true }, context, origin);
}

function namedDocument(bytes: Buffer): { readonly path: string; readonly text: string } | undefined {
  try {
    const record: unknown = JSON.parse(bytes.toString("utf8"));
    if (typeof record !== "object" || record === null || !("path" in record) || !("text" in record)) return undefined;
    const { path, text } = record;
    return typeof path === "string" && typeof text === "string" ? { path, text } : undefined;
  } catch {
    return undefined;
  }
}

async function* linesOf(input: Surroundings["stdin"]): AsyncIterable<Buffer> {
  let begun: Buffer[] = [];
  for await (const chunk of input) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)]);
      begun = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) begun.push(rest);
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}
