import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { type ListedFile, reasonOf } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import { type CheckContext, checkText } from "./check-text.ts";

/** Past this a file is not read at all. */
const largest = 100 * 1024 * 1024;

/** Reads and checks one file; what cannot be read is reported and nothing is thrown. */
export function checkFile(file: ListedFile, context: CheckContext): CheckedFile {
  if (file.error !== undefined) return notChecked(file, file.error);
  try {
    return checkBytes(bytesOf(file.absolute), file, context);
  } catch (error) {
    return notChecked(file, error instanceof Refusal ? error.message : reasonOf(error));
  }
}

/** Checks what was read, wherever it comes from. */
export function checkBytes(bytes: Buffer, file: ListedFile, context: CheckContext): CheckedFile {
  const refusal = refusalOf(bytes);
  return refusal === undefined ? checkText(textOf(bytes), file, context) : notChecked(file, refusal);
}

/** Why bytes are no text that could be checked; undefined when they are. */
export function refusalOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return "it is UTF-16; save it as UTF-8";
  }
  return isUtf8(bytes) ? undefined : "it is not UTF-8 text";
}

/** A byte order mark stays: IAM does not take it, and a rule says so. */
export function textOf(bytes: Buffer): string {
  return bytes.toString("utf8");
}

export function notChecked({ shown }: ListedFile, error: string): CheckedFile {
  return { path: shown, error, policies: [], findings: [] };
}

class Refusal extends Error {}

/** The bytes of a file, in a buffer that the next call writes over. */
function bytesOf(absolute: string): Buffer {
  const file = openSync(absolute, "r");
  try {
    const stat = fstatSync(file);
    if (stat.size > largest) throw new Refusal("it is larger than 100 MB");
    // What is no regular file does not know its size, and one that grows or shrinks is read as far as it went.
    return stat.isFile() ? readInto(file, stat.size) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Small files are read into the same memory again and again: a run over many of them allocates nothing for it. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

function readInto(file: number, size: number): Buffer {
  const buffer = size <= shared.length ? shared : Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(file, buffer, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
