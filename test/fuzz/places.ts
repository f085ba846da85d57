/** Lines and columns as the protocol counts them: by the tests' own account, which the server's is held against. */

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** The offset of a place; a column past the end of its line is the end of the line, a line past the last one the end of the text. */
export function offsetOf(text: string, { line, character }: Place): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (line >= lines.length) return text.length;
  const before = lines.slice(0, line).reduce((sum, one) => sum + one.length, 0);
  const own = (lines[line] ?? "").replace(/[\r\n]+$/, "");
  return before + Math.min(character, own.length);
}

export function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split(/(?<=\r\n|\n|\r(?!\n))/);
  const last = lines.at(-1) ?? "";
  const ended = /[\r\n]$/.test(last) && !(last.endsWith("\r") && text[offset] === "\n");
  return ended ? { line: lines.length, character: 0 } : { line: lines.length - 1, character: last.length };
}
