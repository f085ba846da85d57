import type { Span } from "../../text/span.ts";

/**
 * The JSON text that is parsed, and how its offsets relate to the host document: the same for a JSON file, shifted and escaped
 * for a policy that is written inside a string of it.
 */
export interface JsonText {
  readonly text: string;
  toHost(offset: number): number;
  toText(hostOffset: number): number;
  /** New JSON text as it has to be written in the host document. */
  encode(text: string): string;
}

export function wholeDocument(text: string): JsonText {
  return { text, toHost: (offset) => offset, toText: (offset) => offset, encode: (addition) => addition };
}

export function toHostSpan(source: JsonText, start: number, end: number): Span {
  return { start: source.toHost(start), end: source.toHost(end) };
}

/** The first offset from `at` on where JSON's white space does not stand. */
export function afterBlanks(text: string, at: number): number {
  let i = at;
  for (let code = text.charCodeAt(i); code === 32 || code === 10 || code === 13 || code === 9; )
    code = text.charCodeAt(++i);
  return i;
}
