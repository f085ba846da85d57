import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { regionMeant } from "./shared/region-meant.ts";

export const valueRegion = defineRule({
  meta: {
    name: "value-region",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A Region is misspelt.",
    why: "A key that holds a Region is compared with the name of the Region letter by letter, so a misspelt one fits no request. A name that a new Region could have is not reported.",
    advice: "Write the name of the Region as AWS does: eu-west-1.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      near: (key: string, value: string, right: string) =>
        `No Region is called "${value}", so ${key} never holds it. Did you mean "${right}"?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1a" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "wildcard-in-equals" }],
  },
  about: ["value:region"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (key?.key.valueKind !== "region" || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || /[*?]|\$\{/.test(text)) continue;
        const right = regionMeant(operator.ignoresCase ? text.toLowerCase() : text);
        if (right !== undefined) {
          report(value.span, "near", [key.spelling, text, right], { fixes: () => [valueFix(value, right)] });
        }
      }
    },
  },
});
