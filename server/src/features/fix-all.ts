import type { Finding } from "../rules/run.ts";
import { partitionPoint } from "../text/partition-point.ts";
import type { Span } from "../text/span.ts";
import { plainText, type TextEdit } from "../tree/edit.ts";
import type { TextFix } from "./fixes.ts";

/** What fixing needs of a document: the text, what was found in it, and the first safe fix of a finding. */
interface Fixable<F extends Finding> {
  readonly text: string;
  readonly findings: readonly F[];
  safeFix(finding: F): TextFix | undefined;
}

/** Enough for fixes that make room for one another; a pair that undid each other would end here too. */
const maximumRounds = 10;

/** The text with every safe fix applied, until nothing safe is left. `reopen` reads a changed text. */
export function fixAll<F extends Finding>(document: Fixable<F>, reopen: (text: string) => Fixable<F>): string {
  let current = document;
  for (let round = 0; round < maximumRounds; round++) {
    const edits = safeEdits(current);
    if (edits.length === 0) break;
    current = reopen(applyEdits(current.text, edits));
  }
  return current.text;
}

/** The first safe fix of each finding, as long as it does not touch what another one changes. */
function safeEdits<F extends Finding>(document: Fixable<F>): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  const taken = new TakenSpans();
  for (const finding of document.findings) {
    const fix = document.safeFix(finding);
    if (!fix?.edits.every(({ span }) => taken.isFree(span))) continue;
    for (const { span } of fix.edits) taken.add(span);
    chosen.push(...fix.edits);
  }
  return chosen;
}

/** Spans that are changed already, by offset; no two of different fixes touch. */
class TakenSpans {
  readonly #spans: Span[] = [];

  isFree(span: Span): boolean {
    const next = this.#firstEndingAt(span.start);
    const neighbour = this.#spans[next];
    return neighbour === undefined || span.end < neighbour.start;
  }

  add(span: Span): void {
    this.#spans.splice(this.#firstEndingAt(span.start), 0, span);
  }

  /** The first span that does not end before an offset. */
  #firstEndingAt(offset: number): number {
    return partitionPoint(this.#spans, ({ end }) => end < offset);
  }
}

/** The text after edits that do not overlap; at one place they are applied in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    result += text.slice(from, edit.span.start) + plainText(edit.text);
    from = edit.span.end;
  }
  return result + text.slice(from);
}
