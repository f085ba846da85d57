/** The part of a line that a finding begins on. */
export interface Excerpt {
  readonly text: string;
  /** How many characters of the line stand before `text`. */
  readonly from: number;
  /** Whether the line goes on behind `text`. */
  readonly more: boolean;
}

/** A minified file is one line of any length: as much as a wide terminal shows on either side. */
const reach = 300;

/** The line around an offset of a text; of a long line the part that is near. */
export function excerptAt(text: string, lineStart: number, offset: number): Excerpt {
  const from = Math.max(lineStart, offset - reach);
  const near = text.slice(from, offset + reach);
  const end = near.slice(offset - from).search(/[\r\n]/);
  const shown = end < 0 ? near : near.slice(0, offset - from + end);
  return { text: shown, from: from - lineStart, more: end < 0 && offset + reach < text.length };
}
