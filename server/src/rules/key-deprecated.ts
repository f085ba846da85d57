import { testFor } from "../access/admits.ts";
import { findKey } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";

export const keyDeprecated = defineRule({
  meta: {
    name: "key-deprecated",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition key has been replaced by another one.",
    why: "AWS keeps old keys for old policies only; they may be missing from the request.",
    advice: "Use the key that took its place.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      replaced: (key: string, by: string) => `${key} is out of date and may be missing from the request. Use ${by}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnEquals": { "aws:ARN": "arn:aws:iam::204512347781:role/ci" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/ci" } } }`,
      },
    ],
  },
  about: ["key is:replaced"],
  on: {
    condition(condition, { report }) {
      const key = testFor(condition).key;
      const by = key?.key.replacedBy;
      if (!key || by === undefined || !findKey(by)) return;
      report(condition.key.span, "replaced", [key.spelling, by], {
        fixes: () => keyFix(condition, by),
        tags: ["deprecated"],
      });
    },
  },
});
