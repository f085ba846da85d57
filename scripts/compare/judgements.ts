/** Differences that somebody has looked at, with the reason why the catalogue stays as it is. */
import type { Difference } from "./differences.ts";

export interface Judgement {
  readonly kind: Difference["kind"];
  /** The subject of one difference, or of many with `*` for any text. */
  readonly subject: string;
  readonly reason: string;
}

export interface Judged {
  readonly judged: readonly Difference[];
  /** Differences that nobody has judged. */
  readonly open: readonly Difference[];
  /** Judgements that fit no difference any more. */
  readonly outdated: readonly Judgement[];
}

/** Sorts differences into judged and open ones, and finds judgements that are no longer needed. */
export function judge(differences: readonly Difference[], judgements: readonly Judgement[]): Judged {
  const used = new Set<Judgement>();
  const judged: Difference[] = [];
  const open: Difference[] = [];
  for (const difference of differences) {
    const judgement = judgements.find(
      (candidate) => candidate.kind === difference.kind && fits(candidate.subject, difference.subject),
    );
    if (judgement === undefined) open.push(difference);
    else {
      judged.push(difference);
      used.add(judgement);
    }
  }
  return { judged, open, outdated: judgements.filter((judgement) => !used.has(judgement)) };
}

function fits(pattern: string, subject: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === subject;
  const end = rest.at(-1) ?? "";
  return subject.length >= start.length + end.length && subject.startsWith(start) && subject.endsWith(end);
}
