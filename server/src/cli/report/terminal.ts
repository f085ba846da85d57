/** Texts of files on a terminal: nothing in them is a control sequence. */

const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Half a surrogate pair. */
export const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Control characters, and those that turn the direction of text, as `\u00XX`. */
export function shown(text: string): string {
  return text.replace(unseen, escaped).replace(half, escaped);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

export interface Excerpt {
  readonly text: string;
  /** Where the marked part begins and how long it is, in what is shown. */
  readonly start: number;
  readonly length: number;
}

/** One line of a file with its part [from, to) in sight, at most `width` characters of the line. */
export function cut(line: string, from: number, to: number, width: number): Excerpt {
  const end = Math.min(line.length, Math.max(to, from));
  const spare = Math.max(10, width - (end - from));
  const first = line.length <= width ? 0 : Math.max(0, Math.min(from - Math.floor(spare / 2), line.length - width));
  const last = Math.min(line.length, first + width);
  const before = (first > 0 ? "…" : "") + onTerminal(line.slice(first, from));
  const marked = onTerminal(line.slice(from, Math.min(end, last)));
  const after = onTerminal(line.slice(Math.min(end, last), last)) + (last < line.length ? "…" : "");
  return { text: before + marked + after, start: before.length, length: marked.length };
}

function onTerminal(text: string): string {
  return shown(text.replaceAll("\t", "  "));
}
