/** So many characters from the start of a line, its white space left out, tell it from others. */
const reach = 100;

/**
 * The hash of each line as GitHub's upload-sarif computes it (src/fingerprints.ts of github/codeql-action): it writes a warning
 * where a file says otherwise. A polynomial in 37, modulo 2^64, of the first 100 characters from the start of the line on, without
 * blanks and tabs; behind a colon, how many lines with this hash there were so far.
 */
export class LineHashes {
  readonly #characters: Uint16Array;
  /** Where lines begin in `#characters`. */
  readonly #starts: readonly number[];
  #hashes: readonly string[] | undefined;

  constructor(text: string) {
    const characters = new Uint16Array(text.length + 1);
    const starts = [0];
    let length = 0;
    let afterReturn = false;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const left: boolean = code === space || code === tab || (afterReturn && code === lineFeed);
      afterReturn = !left && code === carriageReturn;
      if (left) continue;
      characters[length++] = afterReturn ? lineFeed : code;
      if (afterReturn || code === lineFeed) starts.push(length);
    }
    characters[length++] = endOfFile;
    this.#characters = characters.subarray(0, length);
    this.#starts = starts;
  }

  /** `line` counts from 1; undefined where the text has no such line. */
  of(line: number): string | undefined {
    this.#hashes ??= this.#counted();
    return this.#hashes[line - 1];
  }

  #counted(): readonly string[] {
    const seen = new Map<string, number>();
    return this.#starts.map((start) => {
      const hash = this.#hashFrom(start);
      const count = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, count);
      return `${hash}:${count}`;
    });
  }

  /** In two halves of 32 bits: a number holds 53. Behind the end of the file there are zeros. */
  #hashFrom(start: number): string {
    let high = 0;
    let low = 0;
    for (let i = start; i < start + reach; i++) {
      low = low * factor + (this.#characters[i] ?? 0);
      high = (high * factor + Math.floor(low / half)) % half;
      low %= half;
    }
    return ((BigInt(high) << 32n) | BigInt(low)).toString(16);
  }
}

const factor = 37;
const half = 2 ** 32;
const [tab, lineFeed, carriageReturn, space, endOfFile] = [9, 10, 13, 32, 65535];
