import type { Origin } from "./check-text.ts";

/** An object of a list, as it stands in the text. */
export interface Element {
  readonly text: string;
  readonly origin: Origin;
}

/** Past this an element is not kept: no role is that long, and memory must not grow with what is. In characters. */
const longest = 20 * 1024 * 1024;

/**
 * Finds the objects in the lists of a JSON text that is too large to be read as a whole, such as the roles of an account: the elements
 * of a list at the top, and of the lists in an object at the top. It looks at brackets and strings only, takes the text in pieces of
 * any length and never throws; a text without such a list has no elements.
 */
export class ElementScanner {
  readonly #place = new Place();
  /** The lists and objects around the place, as far as they decide whether an element may begin; `deeper` counts the others. */
  #around = "";
  #deeper = 0;
  #inString = false;
  #escaped = false;
  #element: { readonly origin: Origin; depth: number; text: string } | undefined;
  #tooLong = false;

  /** Whether an element was left out because of its length. */
  get tooLong(): boolean {
    return this.#tooLong;
  }

  /** The elements that end in this piece of the text. */
  push(piece: string): readonly Element[] {
    const found: Element[] = [];
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (code <= 13) this.#passControl(code, i);
      else if (this.#inString) this.#passInString(code);
      else if (code === quote) this.#inString = true;
      else if (code === openBrace || code === openBracket) {
        if (this.#opens(code)) {
          from = i;
          this.#element = { origin: this.#place.at(i), depth: 1, text: "" };
        }
      } else if ((code === closeBrace || code === closeBracket) && this.#closes()) {
        this.#keep(piece.slice(from, i + 1));
        found.push(...this.#taken());
      }
    }
    this.#keep(piece.slice(from));
    this.#place.next(piece.length);
    return found;
  }

  /** The element that the end of the text cuts off. */
  end(): readonly Element[] {
    return this.#taken();
  }

  /** A string ends with its line at the latest, so that one without its quote costs one element only. */
  #passControl(code: number, index: number): void {
    this.#place.pass(code, index);
    this.#escaped = false;
    if (code === 10 || code === 13) this.#inString = false;
  }

  #passInString(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === backslash) this.#escaped = true;
    else if (code === quote) this.#inString = false;
  }

  /** Whether an element begins with this bracket. */
  #opens(code: number): boolean {
    if (this.#element) this.#element.depth++;
    else if (code === openBrace && this.#deeper === 0 && (this.#around === "[" || this.#around === "{[")) return true;
    else if (this.#deeper > 0 || this.#around.length === 2) this.#deeper++;
    else this.#around += String.fromCharCode(code);
    return false;
  }

  /** Whether the element ends with this bracket. */
  #closes(): boolean {
    if (this.#element) return --this.#element.depth === 0;
    if (this.#deeper > 0) this.#deeper--;
    else this.#around = this.#around.slice(0, -1);
    return false;
  }

  #keep(text: string): void {
    if (this.#element && this.#element.text.length <= longest) this.#element.text += text;
  }

  #taken(): readonly Element[] {
    const element = this.#element;
    this.#element = undefined;
    if (!element) return [];
    const fits = element.text.length <= longest;
    this.#tooLong ||= !fits;
    return fits ? [{ text: element.text, origin: element.origin }] : [];
  }
}

const quote = 34;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Where the scanner is in the whole text; lines end at `\n`, `\r\n` or `\r`. */
class Place {
  /** Of the first character of the piece. */
  #offset = 0;
  #line = 0;
  #lineStart = 0;
  /** The offset behind the last `\r`. */
  #afterReturn = -1;

  /** A control character, at a place of the piece. */
  pass(code: number, index: number): void {
    if (code !== 10 && code !== 13) return;
    const behind = this.#offset + index + 1;
    if (code === 13 || this.#afterReturn !== behind - 1) this.#line++;
    if (code === 13) this.#afterReturn = behind;
    this.#lineStart = behind;
  }

  at(index: number): Origin {
    const offset = this.#offset + index;
    return { offset, line: this.#line, column: offset - this.#lineStart };
  }

  /** The piece is done. */
  next(length: number): void {
    this.#offset += length;
  }
}
