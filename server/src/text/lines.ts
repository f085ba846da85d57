/** A place as editors count it: zero-based line, zero-based UTF-16 column. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offset ⇄ line and column of one text. Lines end at `\n`, `\r\n` or `\r`. */
export class Lines {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  at(offset: number): LineColumn {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: clamped - (this.#starts[low] ?? 0) };
  }

  /** The offset of a place; a line or column past the end is taken as the end. */
  offset(place: LineColumn): number {
    const start = this.#starts[place.line];
    if (start === undefined) return this.#length;
    const next = this.#starts[place.line + 1] ?? this.#length + 1;
    return Math.min(start + place.column, next - 1);
  }
}
