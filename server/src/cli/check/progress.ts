import { thousands } from "../../text/thousands.ts";
import type { Summary } from "../report/report.ts";
import type { Output } from "../surroundings.ts";

/** Fewer are done before anybody looks. */
const fewFiles = 100;
const fewPolicies = 500;

/** After so many files or policies the line is written anew. */
const every = 50;

/** One line on a terminal that says how far a long run is. */
export class Progress {
  readonly #out: Output;
  readonly #total: number;
  readonly #wanted: boolean;
  #files = 0;
  #policies = 0;
  #told = 0;
  #visible = false;

  /** `total`: how many files there are. */
  constructor(out: Output, total: number, wanted: boolean) {
    this.#out = out;
    this.#total = total;
    this.#wanted = wanted && out.isTTY === true;
  }

  /** So much more is done. */
  step({ files, policies }: Summary): void {
    if (!this.#wanted) return;
    this.#files += files;
    this.#policies += policies;
    const done = Math.max(this.#files, this.#policies);
    const text = done < this.#told + every ? undefined : this.#text();
    if (text === undefined) return;
    this.#told = done;
    this.#out.write(`\r${text}`);
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

  /** Of many files their part; of a large one, whose end nobody knows, what has been seen. */
  #text(): string | undefined {
    if (this.#total > fewFiles)
      return `${bar(this.#files / this.#total)} ${thousands(this.#files)} of ${thousands(this.#total)} files`;
    return this.#policies > fewPolicies ? `${thousands(this.#policies)} policies` : undefined;
  }
}

const width = 24;

function bar(part: number): string {
  const full = Math.round(Math.min(1, part) * width);
  return "█".repeat(full) + "░".repeat(width - full);
}
