import { requires, testFor, testsOf } from "../../access/admits.ts";
import type { Test } from "../../access/conditions.ts";
import { verdictOf } from "../../access/subject.ts";
import { issuerOfKey } from "../../catalog/index.ts";
import type { SubjectVerdict } from "../../catalog/types.ts";
import type { Condition, Statement } from "../../policy/model.ts";
import { oncePer } from "../../policy/once-per.ts";
import type { StringValue } from "../../tree/value.ts";
import { claimTests, type Federation, federationsOf } from "./federation.ts";

/** A subject that an Allow accepts, and what is known of it. */
export interface Subject {
  readonly federation: Federation;
  readonly test: Test;
  readonly value: StringValue;
  readonly text: string;
  /** Its wildcards are wildcards. */
  readonly patterns: boolean;
  readonly verdict: SubjectVerdict | undefined;
}

/** The subjects that the tests of an Allow accept; holes and negated tests say nothing. */
export const subjectsOf = oncePer((statement: Statement): readonly Subject[] => {
  const subjects: Subject[] = [];
  for (const federation of statement.allow ? federationsOf(statement) : []) {
    for (const test of claimTests(federation, "sub")) {
      if (test.operator?.family === "String" && !test.operator.negated) addSubjects(subjects, federation, test);
    }
  }
  return subjects;
});

function addSubjects(subjects: Subject[], federation: Federation, test: Test): void {
  const patterns = test.operator?.wildcards ?? false;
  for (const value of test.condition.values) {
    if (value.kind !== "string" || value.text === undefined) continue;
    const { text } = value;
    const verdict = verdictOf(federation.provider, text, patterns);
    subjects.push({ federation, test, value, text, patterns, verdict });
  }
}

/** Whether every subject that the statement tests is known; one that is filled in later may be of any form. */
export function areSubjectsKnown(statement: Statement): boolean {
  return (
    statement.conditionsKnown && testsOf(statement).every((test) => test.valuesKnown || !isSubjectKey(test.condition))
  );
}

/** Whether a condition is about the subject of a token, whoever issued it. */
export function isSubjectKey(condition: Condition): boolean {
  return testFor(condition).claim?.claim.toLowerCase() === "sub";
}

/** Whether the statement also requires a claim, other than the subject, that says whose token it is. */
export function isPinnedOtherwise({ statement, caller, provider }: Federation): boolean {
  const others = new Set(
    provider.identityClaims.filter((claim) => claim !== "sub").map((claim) => claim.toLowerCase()),
  );
  return requires(statement, caller, ({ spelling }) => others.has(issuerOfKey(spelling)?.claim.toLowerCase() ?? ""));
}

/** The subjects without those that repeat another one by IDs: what is said of one holds for its twin. */
export const distinctSubjects = oncePer((statement: Statement): readonly Subject[] => {
  const seen = new Set<string>();
  return subjectsOf(statement).filter(({ text }) => {
    const names = withoutIds(text);
    const fresh = !seen.has(names);
    seen.add(names);
    return fresh;
  });
});

/** `repo:acme@1/app@2:*` by its names alone: the same for a subject and its twin by IDs. */
export function withoutIds(text: string): string {
  return text.includes("@") ? text.replace(/@\d+/g, "") : text;
}
