import type { ListedFile } from "../files.ts";
import type { CheckedFile, Collector, Format } from "../report/report.ts";
import { type Printed, printed, Total } from "./print.ts";

/** Prints a large file that comes in pieces. */
export class PiecePrinter {
  readonly #format: Format;
  readonly #collector: Collector | undefined;
  readonly #total = new Total();
  #isFirst = true;

  constructor({ shown }: ListedFile, format: Format) {
    this.#format = format;
    this.#collector = format.collect?.(shown);
  }

  /** What can be printed now. */
  *add(piece: CheckedFile): Iterable<Printed> {
    const now = printed(piece, this.#collector ? undefined : this.#format, this.#isFirst ? 1 : 0);
    this.#isFirst = false;
    if (!this.#collector) yield now;
    else {
      this.#collector.add(piece);
      this.#total.add(now);
    }
  }

  /** What had to wait for the last piece. */
  *end(): Iterable<Printed> {
    let outcome = this.#total.outcome;
    let continues = false;
    for (const text of this.#collector?.end() ?? []) {
      yield { text, continues, ...outcome };
      outcome = new Total().outcome;
      continues = true;
    }
  }
}
