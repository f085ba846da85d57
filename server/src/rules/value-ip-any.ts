import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";
import { blocksOf, kindOf } from "./shared/networks.ts";

export const valueIpAny = defineRule({
  meta: {
    name: "value-ip-any",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow accepts every IP address.",
    why: "The ranges 0.0.0.0/0 and ::/0 hold all addresses there are, so the test keeps nobody out.",
    advice: "Name the ranges that are yours, or remove the test.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip",
    ],
    messages: {
      any: (value: string) =>
        `"${value}" holds every address, so this test keeps nobody out. Name the ranges that are yours.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "0.0.0.0/0" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.0/24" } } }`,
      },
    ],
  },
  about: ["operator:IpAddress"],
  on: {
    condition(condition, { report }) {
      const { operator } = testFor(condition);
      if (!condition.statement.allow || operator?.family !== "IpAddress" || operator.negated) return;
      for (const { value, text, block } of blocksOf(condition)) {
        if (block?.prefix !== 0 || kindOf(block) !== "everything") continue;
        report(value.span, "any", [text], { fixes: () => removalFixes(condition) });
      }
    },
  },
});
