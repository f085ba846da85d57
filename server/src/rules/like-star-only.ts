import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { issuerOfKey } from "../catalog/index.ts";
import { changeOperator, removeCondition } from "../policy/edit.ts";
import type { Condition } from "../policy/model.ts";
import { string, type TreeEdit } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { removalFixes, requireKeyFix } from "./shared/condition-fixes.ts";

export const likeStarOnly = defineRule({
  meta: {
    name: "like-star-only",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A pattern is nothing but a wildcard.",
    why: "Every value fits *, so the test only asks whether the key is there.",
    advice: "Name a value, or say with Null what is meant.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      any: (value: string, key: string) =>
        `Every value fits "${value}", so this only tests that ${key} is there. Name a value, or use Null to say so.`,
      open: (value: string, key: string) =>
        `Every value fits "${value}", and callers without ${key} pass too, so this test keeps nobody out. Name a value, and drop IfExists.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "StringLike": { "aws:RequestTag/team": "*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "Null": { "aws:RequestTag/team": "false" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-sub-only-wildcard" }, { rule: "sensitive-key-wildcard" }],
  },
  about: ["operator:wildcards"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const name = test.key?.spelling ?? condition.key.text;
      if (!condition.statement.allow || test.polarity !== "positive" || !test.operator?.wildcards) return;
      // A subject that is only a wildcard opens the role, which other rules say; of unknown issuers too.
      if (name === undefined || issuerOfKey(name)?.claim.toLowerCase() === "sub") return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined || !/^\?*\*[*?]*$/.test(value.text)) continue;
        if (isOpen(test)) report(value.span, "open", [value.text, name], { fixes: () => removalFixes(condition) });
        else report(value.span, "any", [value.text, name], { fixes: () => nullFixes(condition) });
      }
    },
  },
});

/** Callers that lack the key pass as well. */
function isOpen(test: Test): boolean {
  if (!test.ifExists) return false;
  const outcomes = callersOf(test.condition.statement).map((caller) => outcomeFor(test, caller));
  return outcomes.includes("optional") || outcomes.includes("void");
}

/** `"Null": { key: "false" }`: the key has to be there. */
function nullFixes(condition: Condition): readonly Fix[] {
  const { operator, member, statement, key } = condition;
  const other = statement.operators.find(({ name }) => name?.text === "Null");
  if (operator.name?.ifExists || other?.conditions.some(({ key: { text } }) => text === key.text)) return [];
  const moved = changeOperator(condition, "Null");
  const edits: readonly TreeEdit[] =
    moved.length === 1
      ? [...moved, { kind: "replace", target: member.value, value: string("false") }]
      : requireKeyFix(condition).flatMap((fix) => [removeCondition(condition), ...fix.edits]);
  return edits.length === 0 ? [] : [{ title: "Change to Null", edits, safe: false, preferred: true }];
}
