import { testFor } from "../access/admits.ts";
import { parseArn } from "../policy/arn.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";
import { likeOperator, operatorFix, operatorWith } from "./shared/condition-fixes.ts";

export const stringlikeArn = defineRule({
  meta: {
    name: "stringlike-arn",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A pattern for an ARN is compared as text.",
    why: "Under StringLike an asterisk also stands for colons, so it reaches over into the Region, the account and the resource type. ArnLike compares the parts of an ARN one by one.",
    advice: "Use ArnLike.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      crosses: (key: string, operator: string, right: string) =>
        `${key} holds an ARN, and under ${operator} "*" also stands for colons, account and Region included. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "source-key-with-non-service" },
      { rule: "service-irrelevant-key" },
      { rule: "condition-dead" },
      { rule: "condition-void" },
    ],
  },
  about: ["operator:String"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { key, operator, texts } = test;
      if (key?.key.type !== "ARN" || operator?.family !== "String" || !operator.wildcards) return;
      if (!texts.some((text) => hasWildcard(text) && !/^[*?]+$/.test(text))) return;
      const right = operatorWith(condition, { base: likeOperator(test) });
      // A pattern such as *:role/x has no parts to compare; moving it would make it fit nothing.
      const fixes = () => (texts.every((text) => parseArn(text)) ? operatorFix(condition, right) : []);
      report(condition.key.span, "crosses", [key.spelling, operator.name, right], { fixes });
    },
  },
});
