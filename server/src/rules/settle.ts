import type { Statement } from "../policy/model.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Rule } from "./define.ts";
import type { Finding } from "./run.ts";

/** A finding before it is known whether another one says the same. */
export interface Draft {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly statement: Statement | undefined;
}

/** One cause gives one finding: drops what yields to another, and doubles; a rule that stands alone silences all others. */
export function settle(drafts: readonly Draft[]): readonly Finding[] {
  if (drafts.length < 2) return drafts.map(({ finding }) => finding);
  const alone = drafts.find((draft) => draft.rule.meta.alone);
  const candidates = alone ? [alone] : drafts;
  const index = new DraftIndex(candidates);
  const seen = new Set<string>();
  return candidates
    .filter((draft) => !yields(draft, index))
    .map(({ finding }) => finding)
    .sort((a, b) => a.span.start - b.span.start || compare(a.rule, b.rule) || a.span.end - b.span.end)
    .filter((finding) => {
      const identity = `${finding.rule}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
      const fresh = !seen.has(identity);
      seen.add(identity);
      return fresh;
    });
}

/** Findings by rule and statement, so that nothing compares all pairs. */
class DraftIndex {
  readonly #byRule = new Map<string, Map<Statement | undefined, Draft[]>>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const { name } = draft.rule.meta;
      const byStatement = this.#byRule.get(name) ?? new Map<Statement | undefined, Draft[]>();
      this.#byRule.set(name, byStatement);
      const list = byStatement.get(draft.statement);
      if (list) list.push(draft);
      else byStatement.set(draft.statement, [draft]);
    }
  }

  has(rule: string): boolean {
    return this.#byRule.has(rule);
  }

  of(rule: string, statement: Statement | undefined): readonly Draft[] {
    return this.#byRule.get(rule)?.get(statement) ?? [];
  }
}

function yields({ rule, statement, finding: { span } }: Draft, index: DraftIndex): boolean {
  return (rule.meta.yieldsTo ?? []).some(({ rule: other, within = "span" }) => {
    if (within === "policy") return index.has(other);
    const beside = index.of(other, statement);
    if (within === "statement") return statement !== undefined && beside.length > 0;
    return beside.some(({ finding }) => overlaps(span, finding.span) || sameSpan(span, finding.span));
  });
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
