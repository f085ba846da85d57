import { testsOf } from "../access/admits.ts";
import { changeOperator } from "../policy/edit.ts";
import type { Condition, Statement } from "../policy/model.ts";
import { string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { isMfaKey, mfaTest } from "./shared/mfa.ts";

export const mfaNull = defineRule({
  meta: {
    name: "mfa-null",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "Null is used to ask for MFA.",
    why: "Temporary credentials carry aws:MultiFactorAuthPresent with or without MFA; without it the value is false. Null only asks whether the key is there.",
    advice: 'Use "Bool": { "aws:MultiFactorAuthPresent": "true" }.',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
    ],
    messages: {
      exists: () =>
        'Sessions without MFA carry this key too, with the value false, so Null lets them in. Use Bool with "true".',
      denied: () =>
        'Sessions without MFA carry this key too, with the value false, so this Deny lets them pass. Use BoolIfExists with "false".',
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "Null": { "aws:MultiFactorAuthPresent": "false" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }`,
      },
    ],
    yieldsTo: [{ rule: "mfa-federated" }, { rule: "condition-dead" }, { rule: "service-irrelevant-key" }],
  },
  about: ["key:aws:MultiFactorAuthPresent"],
  on: {
    condition(condition, { report }) {
      const test = mfaTest(condition);
      const { statement } = condition;
      const { allow, conditionsKnown } = statement;
      if (!test?.valuesKnown || !conditionsKnown || allow === undefined) return;
      if (test.polarity !== (allow ? "null-false" : "null-true")) return;
      if (testsOf(statement).some((other) => other !== test && isMfaKey(other))) return;
      if (allow) report(condition.key.span, "exists", [], { fixes: () => boolFixes(condition, "Bool", "true") });
      else if (!mayBeDeniedElsewhere(statement)) {
        report(condition.key.span, "denied", [], { fixes: () => boolFixes(condition, "BoolIfExists", "false") });
      }
    },
  },
});

/** Another Deny may be for the sessions that carry the key: one for each of the two is a common pair. */
function mayBeDeniedElsewhere(statement: Statement): boolean {
  const { statements, statementsKnown } = statement.policy;
  const others = statements.filter((other) => other !== statement && other.allow !== true);
  return !statementsKnown || others.some((other) => !other.conditionsKnown || testsOf(other).some(isMfaKey));
}

function boolFixes(condition: Condition, operator: string, answer: string): readonly Fix[] {
  const moved = changeOperator(condition, operator);
  if (moved.length !== 1) return [];
  const value = { kind: "replace" as const, target: condition.member.value, value: string(answer) };
  return [{ title: `Change to ${operator}`, edits: [...moved, value], safe: false, preferred: true }];
}
