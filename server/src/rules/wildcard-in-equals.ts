import { testFor } from "../access/admits.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";
import { likeOperator, operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { isSubjectKey } from "./shared/subjects.ts";

export const wildcardInEquals = defineRule({
  meta: {
    name: "wildcard-in-equals",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A value with * or ? stands under an operator that takes them literally.",
    why: "StringEquals and its kin compare letter by letter. A value meant as a pattern fits nothing under them.",
    advice: "Use StringLike, or ArnLike for an ARN.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      literal: (operator: string, sign: string, value: string, right: string) =>
        `${operator} takes "${sign}" literally, so "${value}" is no pattern here. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "oidc-sub-equals-wildcard" },
      { rule: "sensitive-key-wildcard" },
      { rule: "external-id-format" },
      { rule: "external-id-weak" },
    ],
  },
  about: ["operator:String"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { operator } = test;
      if (operator?.family !== "String" || operator.wildcards) return;
      // Of a subject that lets somebody in another rule speaks.
      if (isSubjectKey(condition) && !operator.negated && condition.statement.allow !== false) return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined || !isPattern(value.text)) continue;
        const right = operatorWith(condition, { base: likeOperator(test) });
        const sign = value.text.includes("*") ? "*" : "?";
        const fixes = () => operatorFix(condition, right);
        report(value.span, "literal", [operator.name, sign, value.text, right], { fixes });
      }
    },
  },
});

/** A question mark alone is no pattern in a web address. */
function isPattern(text: string): boolean {
  return hasWildcard(text) && (text.includes("*") || !/^https?:/i.test(text));
}
