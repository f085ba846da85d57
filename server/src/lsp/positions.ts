import type { Position, Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { Lines } from "../text/lines.ts";
import type { Span } from "../text/span.ts";

/** What a column counts: bytes of UTF-8, units of UTF-16, or characters. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

const encodings: readonly string[] = ["utf-8", "utf-16", "utf-32"] satisfies PositionEncoding[];

function isEncoding(name: string): name is PositionEncoding {
  return encodings.includes(name);
}

/**
 * UTF-16 wherever the client lists it, or lists nothing: every client has to know it, it is what our offsets are, and editors
 * want all servers of a file to count alike (the common JSON servers know nothing else; Neovim warns where they differ). The
 * protocol gives the order of the list no meaning; a client that leaves UTF-16 out gets the first of its list that we know.
 */
export function chosenEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (!offered || offered.includes("utf-16")) return "utf-16";
  return offered.find(isEncoding) ?? "utf-16";
}

/** Offsets ⇄ positions of one text, for a client that counts in one encoding. */
export class Positions {
  readonly #text: string;
  readonly #encoding: PositionEncoding;
  #counted: Lines | undefined;
  /** The last place that was counted: those asked for are mostly in order, and a line may hold the whole file. */
  #last = { line: -1, column: 0, character: 0 };

  constructor(text: string, encoding: PositionEncoding) {
    this.#text = text;
    this.#encoding = encoding === "utf-16" || isAscii(text) ? "utf-16" : encoding;
  }

  /** Made when first needed: a text that is too large to be checked needs none. */
  get #lines(): Lines {
    this.#counted ??= new Lines(this.#text);
    return this.#counted;
  }

  at(offset: number): Position {
    const { line, column } = this.#lines.at(offset);
    if (this.#encoding === "utf-16") return { line, character: column };
    const start = this.lineStart(offset);
    const whole = isInsideCharacter(this.#text, start + column) ? column - 1 : column;
    const from = this.#last.line === line && this.#last.column <= whole ? this.#last : { column: 0, character: 0 };
    const counted = this.#text.slice(start + from.column, start + whole);
    const character = from.character + lengthIn(counted, this.#encoding);
    this.#last = { line, column: whole, character };
    return { line, character };
  }

  /** The offset of the first character of the line that an offset stands in. */
  lineStart(offset: number): number {
    return Math.max(0, Math.min(offset, this.#text.length)) - this.#lines.at(offset).column;
  }

  range({ start, end }: Span): Range {
    return { start: this.at(start), end: this.at(end) };
  }

  /** A line or character past the end is taken as the end, as the protocol has it. */
  offset({ line, character }: Position): number {
    if (this.#encoding === "utf-16") return this.#lines.offset({ line, column: character });
    const start = this.#lines.offset({ line, column: 0 });
    const end = this.#lines.offset({ line, column: Number.MAX_SAFE_INTEGER });
    return start + utf16Column(this.#text.slice(start, end), character, this.#encoding);
  }
}

/** A position as a text document counts: in UTF-16, and none past the end of its line or of the text. */
export function inUtf16(document: TextDocument, { line, character }: Position, encoding: PositionEncoding): Position {
  if (encoding === "utf-16") return document.positionAt(document.offsetAt({ line, character }));
  const text = document.getText({ start: { line, character: 0 }, end: { line, character: Number.MAX_SAFE_INTEGER } });
  return document.positionAt(document.offsetAt({ line, character: utf16Column(text, character, encoding) }));
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** Whether an offset stands between the two halves of a surrogate pair. */
function isInsideCharacter(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

/** The length of a text in the units of an encoding. */
function lengthIn(text: string, encoding: PositionEncoding): number {
  let length = 0;
  for (const character of text) length += widthOf(character, encoding);
  return length;
}

/** The UTF-16 column of a place in a line; one inside a character is taken as in front of it. */
function utf16Column(line: string, units: number, encoding: PositionEncoding): number {
  let left = units;
  let column = 0;
  for (const character of line) {
    left -= widthOf(character, encoding);
    if (left < 0) break;
    column += character.length;
  }
  return column;
}

function widthOf(character: string, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return character.length;
  if (encoding === "utf-32") return 1;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
