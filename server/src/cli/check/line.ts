import { refusalOf } from "./check-file.ts";
import { largestWhole } from "./large-text.ts";

/** One line of a text that comes in pieces. Of a line that is too long to be checked no more than its length is kept. */
export class Line {
  #pieces: Uint8Array[] = [];
  #size = 0;
  /** Of the pieces that were let go, in UTF-16. */
  #letGo = 0;

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size <= largestWhole) return;
    this.#letGo += this.#pieces.reduce((sum, one) => sum + lengthOf(one), 0);
    this.#pieces = [];
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Its text, or why there is none; its length is in UTF-16 either way. */
  read(): { readonly length: number } & ({ readonly text: string } | { readonly error: string }) {
    if (this.#size > largestWhole) return { error: "the line is larger than 20 MB", length: this.#letGo };
    const bytes = Buffer.concat(this.#pieces);
    const text = bytes.toString("utf8");
    const error = refusalOf(bytes);
    return error === undefined ? { text, length: text.length } : { error, length: text.length };
  }
}

/** How long bytes of UTF-8 are in UTF-16: each byte that begins a character counts one, that of four bytes two. */
function lengthOf(bytes: Uint8Array): number {
  let length = 0;
  for (const byte of bytes) length += byte >= 0xf0 ? 2 : byte < 0x80 || byte >= 0xc0 ? 1 : 0;
  return length;
}
