import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { askedFor, mfaTest } from "./shared/mfa.ts";

export const mfaDenyBool = defineRule({
  meta: {
    name: "mfa-deny-bool",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A Deny without MFA is written with Bool.",
    why: "Requests with long-term access keys do not carry aws:MultiFactorAuthPresent at all. Bool is false for them, so the Deny does not apply.",
    advice: "Use BoolIfExists.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
    ],
    messages: {
      keys: () =>
        "Callers with long-term access keys do not send aws:MultiFactorAuthPresent, so this Deny does not stop them. Use BoolIfExists.",
    },
    examples: [
      {
        bad: `{ "Statement": [
  { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole" },
  { "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
    "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } } } ], "Version": "2012-10-17" }`,
        good: `{ "Statement": [
  { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole" },
  { "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
    "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } } ], "Version": "2012-10-17" }`,
      },
    ],
    yieldsTo: [{ rule: "mfa-federated" }, { rule: "condition-void" }, { rule: "service-irrelevant-key" }],
  },
  about: ["key:aws:MultiFactorAuthPresent"],
  on: {
    condition(condition, { report }) {
      const test = mfaTest(condition);
      if (!test || condition.statement.allow !== false || test.operator?.name !== "Bool") return;
      if (test.ifExists || askedFor(test) !== false) return;
      const right = operatorWith(condition, { ifExists: true });
      report(condition.key.span, "keys", [], { fixes: () => operatorFix(condition, right) });
    },
  },
});
