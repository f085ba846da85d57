import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";

export const qualifierMissing = defineRule({
  meta: {
    name: "qualifier-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key with many values is tested without ForAnyValue or ForAllValues.",
    why: "The request may hold several values of such a key, and IAM has to be told whether one of them has to fit or all of them. Without a prefix the test may not come out as it is meant.",
    advice:
      "Put ForAnyValue: in front where one fitting value is enough; ForAllValues: where no other value may be there.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: (key: string, right: string) =>
        `${key} has many values, and the operator does not say whether one or all have to fit. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:PrincipalOrgPaths": "o-7xk2m9qd4p/r-ab12/ou-ab12-11111111/*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-7xk2m9qd4p/r-ab12/ou-ab12-11111111/*" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "cognito-amr-operator" },
      { rule: "condition-dead" },
      { rule: "condition-void" },
      { rule: "service-irrelevant-key" },
      { rule: "source-key-with-non-service" },
      { rule: "key-pointless" },
    ],
  },
  about: ["key is:multivalued"],
  on: {
    condition(condition, { report }) {
      const { key, operator, setOperator } = testFor(condition);
      if (!key?.key.multivalued || key.key.arityDisputed || key.key.confidence !== "confirmed") return;
      if (!operator || operator.family === "Null" || setOperator) return;
      // A negated test holds as it reads when none of the values is listed.
      const right = operatorWith(condition, { setOperator: operator.negated ? "ForAllValues" : "ForAnyValue" });
      report(condition.key.span, "missing", [key.spelling, right], { fixes: () => operatorFix(condition, right) });
    },
  },
});
