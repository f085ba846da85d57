import { testFor } from "../access/admits.ts";
import { hasHostBits, networkText } from "../policy/ip.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { blocksOf } from "./shared/networks.ts";

export const valueIpHostbits = defineRule({
  meta: {
    name: "value-ip-hostbits",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A range of IP addresses is named by an address inside it.",
    why: "The range 203.0.113.7/24 stands for the whole of 203.0.113.0/24. Written so it looks like one address.",
    advice: "Write the first address of the range, or leave the prefix length out for one address.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      network: (value: string, right: string) => `"${value}" stands for the whole of ${right}. Write it so.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.9/24" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.0/24" } } }`,
      },
    ],
  },
  about: ["operator:IpAddress"],
  on: {
    condition(condition, { report }) {
      if (testFor(condition).operator?.family !== "IpAddress") return;
      for (const { value, text, block } of blocksOf(condition)) {
        if (!block || !hasHostBits(block)) continue;
        const right = networkText(block);
        report(value.span, "network", [text, right], { fixes: () => [valueFix(value, right, { safe: true })] });
      }
    },
  },
});
