import type { ListedFile } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import type { Surroundings } from "../surroundings.ts";
import { notChecked } from "./check-file.ts";
import { type CheckContext, checkText, type Origin } from "./check-text.ts";
import type { Ready } from "./job.ts";
import { Line } from "./line.ts";
import { type Printed, printed, unwritten } from "./print.ts";

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
  for await (const one of linesOf(input)) {
    const read = one.read();
    const print = (checked: CheckedFile) => unwritten(printed(checked, format));
    if ("error" in read) yield print(notChecked(file, read.error));
    else if (!blank.test(read.text)) yield print(checkRecord(read.text, file, context, { offset, line, column: 0 }));
    line++;
    offset += read.length + 1;
  }
}

/** What stands between two records may be indented, or end as lines of Windows do. */
const blank = /^[ \t\r]*$/;

function checkRecord(text: string, file: ListedFile, context: CheckContext, origin: Origin): CheckedFile {
  const named = namedDocument(text);
  if (named) return checkText(named.text, { ...file, shown: named.path, record: true }, context);
  return checkText(text, { ...file, record: true }, context, origin);
}

function namedDocument(line: string): { readonly path: string; readonly text: string } | undefined {
  try {
    const record: unknown = JSON.parse(line);
    if (typeof record !== "object" || record === null || !("path" in record) || !("text" in record)) return undefined;
    const { path, text } = record;
    return typeof path === "string" && typeof text === "string" ? { path, text } : undefined;
  } catch {
    return undefined;
  }
}

async function* linesOf(input: Surroundings["stdin"]): AsyncIterable<Line> {
  let line = new Line();
  for await (const chunk of input) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      line.push(rest.subarray(0, end));
      yield line;
      line = new Line();
      rest = rest.subarray(end + 1);
    }
    line.push(rest);
  }
  if (!line.isEmpty) yield line;
}
