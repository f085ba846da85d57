import type { Output } from "../surroundings.ts";

/** After so many files the line is written anew. */
const every = 50;
const width = 24;

/** One line on a terminal that says how far a long run is. */
export class Progress {
  readonly #out: Output;
  readonly #total: number;
  readonly #wanted: boolean;
  #done = 0;
  #visible = false;

  constructor(out: Output, total: number, wanted: boolean) {
    this.#out = out;
    this.#total = total;
    this.#wanted = wanted && out.isTTY === true && total > 100;
  }

  /** So many more files are done. */
  step(files: number): void {
    const before = this.#done;
    this.#done += files;
    if (!this.#wanted || Math.floor(before / every) === Math.floor(this.#done / every)) return;
    this.#out.write(`\r${bar(this.#done / this.#total)} ${this.#done} of ${this.#total} files`);
    this.#visible = true;
  }

  clear(): void {
    if (this.#visible) this.#out.write("\r\u001b[K");
    this.#visible = false;
  }

  /** An output that clears the line before it prints. */
  over(out: Output): Output {
    return {
      ...(out.isTTY === undefined ? {} : { isTTY: out.isTTY }),
      ...(out.columns === undefined ? {} : { columns: out.columns }),
      write: (text) => {
        this.clear();
        return out.write(text);
      },
    };
  }
}

function bar(part: number): string {
  const full = Math.round(part * width);
  return "█".repeat(full) + "░".repeat(width - full);
}
