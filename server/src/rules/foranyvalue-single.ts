import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";

export const foranyvalueSingle = defineRule({
  meta: {
    name: "foranyvalue-single",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "ForAnyValue stands with a key that has one value.",
    why: "A key with one value needs no prefix: the test does the same without it, and reads easier.",
    advice: "Drop the prefix.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      single: (key: string, right: string) =>
        `${key} has one value, so ForAnyValue makes no difference. ${right} is enough.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "ForAnyValue:StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
  },
  about: ["operator:ForAnyValue"],
  on: {
    condition(condition, { report }) {
      const { key, operator, setOperator } = testFor(condition);
      if (!key || key.key.multivalued || key.key.arityDisputed || setOperator !== "ForAnyValue") return;
      if (!operator || operator.family === "Null") return;
      const right = operatorWith(condition, { setOperator: undefined });
      report(condition.key.span, "single", [key.spelling, right], { fixes: () => operatorFix(condition, right) });
    },
  },
});
