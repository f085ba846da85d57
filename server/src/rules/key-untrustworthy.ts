import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";

export const keyUntrustworthy = defineRule({
  meta: {
    name: "key-untrustworthy",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow rests on a key that every caller can write as it likes.",
    why: "The values of aws:referer and aws:UserAgent come from headers that the caller makes up. Whoever knows the value gets in.",
    advice: "Test something that AWS or the identity provider vouches for.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      free: (key: string) =>
        `The caller writes ${key} itself, so this test keeps nobody out. Test something that AWS vouches for, such as aws:PrincipalArn.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:UserAgent": "internal-tool*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["key is:untrustworthy"],
  on: {
    condition(condition, { report }) {
      const key = testFor(condition).key;
      if (!key?.key.untrustworthy || !condition.statement.allow) return;
      report(condition.key.span, "free", [key.spelling], { fixes: () => removalFixes(condition) });
    },
  },
});
