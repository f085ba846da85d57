import type { Span } from "../../text/span.ts";
import type { SyntaxProblem } from "../host.ts";
import { type JsonText, toHostSpan } from "./text.ts";

type Details = Partial<Pick<SyntaxProblem, "damaging" | "repair">>;

/** Collects the faults of a text. Offsets are those of the JSON text. */
export class Problems {
  readonly list: SyntaxProblem[] = [];
  readonly #source: JsonText;
  /** The last line whose structure is known to be broken. */
  #brokenLine: Span = { start: -1, end: -1 };

  constructor(source: JsonText) {
    this.#source = source;
  }

  /** A fault that leaves the structure as it is. */
  harmless(kind: SyntaxProblem["kind"], reason: string, start: number, end: number): void {
    this.list.push(this.#problem(kind, reason, start, end));
  }

  /** Structure may be lost here. One such fault a line is told; what else goes wrong there follows from it. */
  malformed(reason: string, start: number, end: number, details: Details = {}): void {
    const found = { ...this.#problem("malformed", reason, start, end), damaging: true, ...details };
    if (!found.damaging) this.list.push(found);
    else if (start >= this.#brokenLine.start && start <= this.#brokenLine.end) {
      this.list.push({ ...found, consequence: true });
    } else {
      this.#brokenLine = lineAround(this.#source.text, start);
      this.list.push(found);
    }
  }

  /** A comma that follows a comma, or a bracket that opens. */
  strayComma(start: number, end: number): void {
    const repair = { span: toHostSpan(this.#source, start, end), text: "" };
    this.malformed("this comma does not belong here", start, end, { repair });
  }

  #problem(kind: SyntaxProblem["kind"], reason: string, start: number, end: number): SyntaxProblem {
    const last = Math.min(Math.max(end, start + 1), this.#source.text.length);
    return { kind, reason, span: toHostSpan(this.#source, start, last), damaging: false, pure: true };
  }
}

function lineAround(text: string, at: number): Span {
  const end = text.indexOf("\n", at);
  return { start: text.lastIndexOf("\n", Math.max(0, at - 1)) + 1, end: end === -1 ? text.length : end };
}
