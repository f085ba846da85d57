import { testFor } from "../access/admits.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";

export const likeWithoutWildcard = defineRule({
  meta: {
    name: "like-without-wildcard",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "StringLike stands with values that have no wildcard.",
    why: "Without wildcards StringLike and StringEquals do the same. StringEquals tells the reader that nothing else fits.",
    advice: "Use StringEquals.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
    messages: {
      fixed: (operator: string, right: string) =>
        `${operator} finds no wildcard here. ${right} does the same and says so.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "sts:RoleSessionName": "nightly" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "nightly" } } }`,
      },
    ],
  },
  about: ["operator:wildcards"],
  on: {
    condition(condition, { report }) {
      const { key, operator, texts, valuesKnown } = testFor(condition);
      if (operator?.family !== "String" || !operator.wildcards || !valuesKnown || texts.length === 0) return;
      if (texts.some(hasWildcard) || texts.some((text) => text.includes("${"))) return;
      // Where AWS itself writes it so, for a key with many values, nobody should be told to write it otherwise.
      if (key?.key.multivalued && key.key.operator === condition.operator.name?.text) return;
      const base = operator.negated ? "StringNotEquals" : "StringEquals";
      const right = operatorWith(condition, { base });
      const fixes = () => operatorFix(condition, right, { safe: true });
      report(condition.operator.member.key.span, "fixed", [operator.name, base], { fixes });
    },
  },
});
