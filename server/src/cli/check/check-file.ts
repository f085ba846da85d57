import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { type ListedFile, reasonOf } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import { type CheckContext, checkText } from "./check-text.ts";
import type { Element } from "./elements.ts";
import { fixAndCheckText } from "./fix-text.ts";
import { LargeText, largestWhole } from "./large-text.ts";

/** Reads and checks one file, a large one piece by piece. What cannot be read is reported and nothing is thrown. */
export function checkFile(listed: ListedFile, context: CheckContext): CheckedFile | Iterable<CheckedFile> {
  if (listed.error !== undefined) return notChecked(listed, listed.error);
  try {
    const file = openSync(listed.absolute, "r");
    const stat = fstatSync(file);
    if (stat.size > largestWhole) return checkLarge(file, listed, context);
    try {
      // What is no regular file does not know its size.
      const bytes = stat.isFile() ? readUpTo(file, stat.size) : readFileSync(file);
      return checkBytes(bytes, listed, context);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return notChecked(listed, reasonOf(error));
  }
}

/** A byte order mark stays in the text: IAM does not take it, and a rule says so. */
function checkBytes(bytes: Buffer, file: ListedFile, context: CheckContext): CheckedFile {
  const refusal = refusalOf(bytes);
  if (refusal !== undefined) return notChecked(file, refusal);
  const text = bytes.toString("utf8");
  return context.options.fix ? fixAndCheckText(text, bytes, file, context) : checkText(text, file, context);
}

/** Why bytes are no text that could be checked; undefined when they are. */
export function refusalOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return "it is UTF-16; save it as UTF-8";
  }
  return isUtf8(bytes) ? undefined : "it is not UTF-8 text";
}

/** A file that could not be looked at. */
export function notChecked({ shown }: ListedFile, error: string): CheckedFile {
  return { path: shown, error, policies: [], findings: [] };
}

function* checkLarge(file: number, listed: ListedFile, context: CheckContext): Iterable<CheckedFile> {
  const large = new LargeText();
  const checked = ({ text, origin }: Element) => checkText(text, listed, context, origin);
  try {
    for (let bytes = readUpTo(file, pieceSize); bytes.length > 0; bytes = readUpTo(file, pieceSize)) {
      yield* large.push(bytes).map(checked);
    }
    yield* large.end().map(checked);
    if (large.refusal !== undefined) yield notChecked(listed, large.refusal);
  } catch (error) {
    yield notChecked(listed, reasonOf(error));
  } finally {
    closeSync(file);
  }
}

const pieceSize = 64 * 1024;

/** Read into again and again, so that a run over many files allocates nothing for them. */
const piece = Buffer.allocUnsafeSlow(pieceSize);

/** The next bytes of a file, at most so many; what it returned before may be written over. */
function readUpTo(file: number, size: number): Buffer {
  const buffer = size <= pieceSize ? piece : Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, buffer, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
