import { SegmentsBuilder } from "../../text/segments.ts";
import type { StringValue } from "../../tree/value.ts";
import { decodeEscapes } from "./string.ts";
import type { JsonText } from "./text.ts";

/**
 * A policy that is written inside a string of the document: as escaped JSON, or URL-encoded as the IAM API answers it. Undefined
 * when the string holds something else.
 */
export function embeddedText(outer: JsonText, value: StringValue): JsonText | undefined {
  const start = outer.toText(value.inner.start);
  const raw = outer.text.slice(start, outer.toText(value.inner.end));
  const unescaped = decodeEscapes(raw);
  const inString = layered(
    outer,
    unescaped,
    (offset) => start + offset,
    (offset) => offset - start,
    escapeJson,
  );
  const trimmed = unescaped.text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return inString;
  if (!/^%7b/i.test(trimmed)) return undefined;
  const decoded = decodePercent(unescaped.text);
  const same = (offset: number) => offset;
  return layered(inString, decoded, same, same, encodeURIComponent);
}

/** A text that was decoded from a part of another one. */
function layered(
  outer: JsonText,
  decoded: { text: string; segments: { host(offset: number): number; decoded(offset: number): number } },
  toOuter: (offset: number) => number,
  fromOuter: (offset: number) => number,
  encode: (text: string) => string,
): JsonText {
  return {
    text: decoded.text,
    toHost: (offset) => outer.toHost(toOuter(decoded.segments.host(offset))),
    toText: (hostOffset) => decoded.segments.decoded(fromOuter(outer.toText(hostOffset))),
    encode: (text) => outer.encode(encode(text)),
  };
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Percent-decodes; sequences that are not UTF-8 stay as they are written. `+` is a plus sign, as in the IAM API. */
function decodePercent(text: string): { text: string; segments: ReturnType<SegmentsBuilder["build"]>["segments"] } {
  const builder = new SegmentsBuilder();
  const pattern = /%[0-9a-fA-F]{2}/y;
  let i = 0;
  while (i < text.length) {
    pattern.lastIndex = i;
    if (!pattern.test(text)) {
      const next = text.indexOf("%", i + 1);
      const end = next === -1 ? text.length : next;
      builder.add(text.slice(i, end), i, end - i);
      i = end;
      continue;
    }
    const length = 3 * utf8Length(Number.parseInt(text.slice(i + 1, i + 3), 16));
    const sequence = text.slice(i, i + length);
    builder.add(decodeSequence(sequence), i, sequence.length);
    i += sequence.length;
  }
  return builder.build();
}

function utf8Length(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function decodeSequence(sequence: string): string {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return sequence;
  }
}
