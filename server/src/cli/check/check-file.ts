import { isUtf8 } from "node:buffer";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { type ListedFile, reasonOf } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import { type CheckContext, checkText, isWorthChecking, type ReadContext } from "./check-text.ts";
import type { Element } from "./elements.ts";
import { fixAndCheckText } from "./fix-text.ts";
import { LargeText, largestWhole } from "./large-text.ts";

/** What was read of a file: its text, or why there is none. A large one is read when it is checked, and of most others there is nothing to say. */
export type Content = { readonly text: string } | { readonly error: string } | "large" | "no policy";

/** Reads a file. A byte order mark stays in the text: IAM does not take it, and a rule says so. Throws nothing. */
export function readContent(listed: ListedFile, context: ReadContext): Content {
  if (listed.error !== undefined) return { error: listed.error };
  try {
    const stat = statSync(listed.absolute);
    if (stat.size > largestWhole) return "large";
    const text = stat.isFile() ? readFileSync(listed.absolute, "utf8") : undecodable;
    const content = text.includes(undecodable) ? decoded(readFileSync(listed.absolute)) : { text };
    return "error" in content || isWorthChecking(content.text, listed, context) ? content : "no policy";
  } catch (error) {
    return { error: reasonOf(error) };
  }
}

/** What stands in a text for bytes that are none. It may also be meant, and what is no regular file can be read only once. */
const undecodable = "\ufffd";

function decoded(bytes: Buffer): { readonly text: string } | { readonly error: string } {
  const error = refusalOf(bytes);
  return error === undefined ? { text: bytes.toString("utf8") } : { error };
}

/** Checks what was read of a file; a large one is read and checked piece by piece. */
export function checkContent(
  content: Content,
  file: ListedFile,
  context: CheckContext,
): CheckedFile | Iterable<CheckedFile> {
  if (content === "large") return checkLarge(file, context);
  if (content === "no policy") return withoutPolicy(file, context);
  if ("error" in content) return notChecked(file, content.error);
  const { text } = content;
  return context.options.fix ? fixAndCheckText(text, file, context) : checkText(text, file, context);
}

/** Why bytes are no text that could be checked; undefined when they are. */
export function refusalOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return "it is UTF-16; save it as UTF-8";
  }
  return isUtf8(bytes) ? undefined : "it is not UTF-8 text";
}

function withoutPolicy({ shown }: ListedFile, { shows }: CheckContext): CheckedFile {
  const checked: CheckedFile = { path: shown, error: null, policies: [], findings: [] };
  return shows === "all" ? { ...checked, suppressed: [] } : checked;
}

/** A file that could not be looked at. */
export function notChecked({ shown }: ListedFile, error: string): CheckedFile {
  return { path: shown, error, policies: [], findings: [] };
}

function* checkLarge(listed: ListedFile, context: CheckContext): Iterable<CheckedFile> {
  const large = new LargeText();
  const checked = ({ text, origin }: Element) => checkText(text, listed, context, origin);
  let file: number | undefined;
  try {
    file = openSync(listed.absolute, "r");
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      yield* large.push(piece.subarray(0, length)).map(checked);
    }
    yield* large.end().map(checked);
    if (large.refusal !== undefined) yield notChecked(listed, large.refusal);
  } catch (error) {
    yield notChecked(listed, reasonOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Read into again and again: `push` keeps none of it. */
const piece = Buffer.allocUnsafeSlow(64 * 1024);
