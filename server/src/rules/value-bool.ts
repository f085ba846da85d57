import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const valueBool = defineRule({
  meta: {
    name: "value-bool",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Bool or Null has another value than true or false, or several.",
    why: "Bool compares with true or false, Null asks for one of the two. A list of both is a contradiction, and any other word fits nothing.",
    advice: "Write one value, true or false.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      several: (operator: string) => `${operator} takes one value; a list of them is an error. Write true or false.`,
      other: (operator: string, value: string) =>
        `${operator} compares with true or false, so "${value}" fits nothing. Write one of the two.`,
      spelling: (value: string, right: string) => `The documented spelling of "${value}" is "${right}".`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": ["true", "false"] } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }`,
      },
    ],
  },
  about: ["operator:Bool", "operator:Null"],
  on: {
    condition(condition, { report }) {
      const { operator } = testFor(condition);
      if (operator?.family !== "Bool" && operator?.family !== "Null") return;
      const { values, member } = condition;
      if (values.length > 1) {
        const fixes = () => ["true", "false"].map((word) => valueFix(member.value, word, { preferred: false }));
        return report(member.value.span, "several", [operator.name], { severity: "error", fixes });
      }
      for (const value of values) {
        if (value.kind !== "string" || value.text === undefined || value.text.includes("${")) continue;
        const { text } = value;
        const right = text.trim().toLowerCase();
        if (text === "true" || text === "false") continue;
        const isWord = right === "true" || right === "false";
        const fixes = () =>
          isWord
            ? [valueFix(value, right, { safe: true })]
            : ["true", "false"].map((word) => valueFix(value, word, { preferred: false }));
        if (isWord) report(value.span, "spelling", [text, right], { severity: "hint", fixes });
        else report(value.span, "other", [operator.name, text], { fixes });
      }
    },
  },
});
