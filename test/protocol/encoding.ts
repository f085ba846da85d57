/** Places as clients count them, worked out with Node's own means and none of the server's. */

export const encodings = ["utf-8", "utf-16", "utf-32"] as const;
export type Encoding = (typeof encodings)[number];

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}

const lengths: Readonly<Record<Encoding, (text: string) => number>> = {
  "utf-8": (text) => Buffer.byteLength(text),
  "utf-16": (text) => text.length,
  "utf-32": (text) => [...text].length,
};

export function positionOf(text: string, offset: number, encoding: Encoding): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lengths[encoding](lines.at(-1) ?? "") };
}

/** Whether an offset stands between the two halves of a surrogate pair. */
export function isInsideCharacter(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, offset - 1), offset + 1)) && offset > 0;
}

/** The offset of a position that the server gave, which has to be exact. */
export function offsetOf(text: string, { line, character }: Position, encoding: Encoding): number {
  for (let offset = 0; offset <= text.length; offset++) {
    if (isInsideCharacter(text, offset)) continue;
    const place = positionOf(text, offset, encoding);
    if (place.line === line && place.character === character) return offset;
  }
  throw new Error(`${line}:${character} is no place in the text, counted in ${encoding}`);
}

/** The text after edits that the server gave; none of them overlap. */
export function edited(text: string, edits: readonly Edit[], encoding: Encoding): string {
  return edits
    .map(({ range, newText }) => ({
      start: offsetOf(text, range.start, encoding),
      end: offsetOf(text, range.end, encoding),
      newText,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/** An answer with offsets in the place of positions, so that answers in all encodings can be compared. */
export function withOffsets(answer: unknown, text: string, encoding: Encoding): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((item) => withOffsets(item, text, encoding));
  if ("line" in answer && "character" in answer) return offsetOf(text, answer as Position, encoding);
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withOffsets(value, text, encoding)]));
}
