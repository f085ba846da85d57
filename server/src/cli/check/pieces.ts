import type { ListedFile } from "../files.ts";
import type { CheckedFile, Collector, Format } from "../report/report.ts";
import { type Printed, printed, Total, unwritten } from "./print.ts";

/** Prints standard input, or a large file, which comes in pieces: its fixes cannot be written. */
export class PiecePrinter {
  readonly #format: Format;
  readonly #collector: Collector | undefined;
  #isFirst = true;

  constructor({ shown }: ListedFile, format: Format) {
    this.#format = format;
    this.#collector = format.collect?.(shown);
  }

  /** What the piece comes to, and what can be printed now. */
  add(piece: CheckedFile): Printed {
    const now = unwritten(printed(piece, this.#collector ? undefined : this.#format, this.#isFirst ? 1 : 0));
    this.#isFirst = false;
    this.#collector?.add(piece);
    return now;
  }

  /** What had to wait for the last piece. */
  *end(): Iterable<Printed> {
    let continues = false;
    for (const text of this.#collector?.end() ?? []) {
      yield { text, continues, ...new Total().outcome };
      continues = true;
    }
  }
}
