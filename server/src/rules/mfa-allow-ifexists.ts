import { callersOf } from "../access/caller.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { askedFor, mfaTest } from "./shared/mfa.ts";

export const mfaAllowIfexists = defineRule({
  meta: {
    name: "mfa-allow-ifexists",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow asks for MFA with BoolIfExists.",
    why: "Requests with long-term access keys do not carry aws:MultiFactorAuthPresent at all. BoolIfExists lets them pass, so the test stops only sessions that say they have no MFA.",
    advice: "Use Bool.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
    ],
    messages: {
      keys: () => "With BoolIfExists callers with long-term access keys pass without MFA. Use Bool.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "true" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }`,
      },
    ],
    yieldsTo: [{ rule: "mfa-federated" }, { rule: "service-irrelevant-key" }, { rule: "condition-void" }],
  },
  about: ["key:aws:MultiFactorAuthPresent"],
  on: {
    condition(condition, { report }) {
      const test = mfaTest(condition);
      if (!test?.ifExists || !condition.statement.allow || askedFor(test) !== true) return;
      if (!callersOf(condition.statement).some(({ kind }) => kind === "AWS")) return;
      const right = operatorWith(condition, { ifExists: false });
      report(condition.key.span, "keys", [], { fixes: () => operatorFix(condition, right) });
    },
  },
});
