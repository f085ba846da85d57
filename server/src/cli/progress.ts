import type { Output } from "./surroundings.ts";

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

  /** One more file is done. */
  step(): void {
    this.#done++;
    if (!this.#wanted || this.#done % 50 !== 0) return;
    this.#out.write(`\r${this.#done} of ${this.#total} files`);
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
