import { testsOf } from "../access/admits.ts";
import { changeOperator } from "../policy/edit.ts";
import { string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
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
      if (test?.polarity !== "null-false" || !test.valuesKnown) return;
      if (!statement.allow || !statement.conditionsKnown) return;
      if (testsOf(statement).some((other) => other !== test && isMfaKey(other))) return;
      const fixes = () => {
        const moved = changeOperator(condition, "Bool");
        const value = { kind: "replace" as const, target: condition.member.value, value: string("true") };
        return moved.length === 1
          ? [{ title: "Change to Bool", edits: [...moved, value], safe: false, preferred: true }]
          : [];
      };
      report(condition.key.span, "exists", [], { fixes });
    },
  },
});
