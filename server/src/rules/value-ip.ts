import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { blocksOf } from "./shared/networks.ts";

export const valueIp = defineRule({
  meta: {
    name: "value-ip",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A value is no IP address or range.",
    why: "IpAddress compares with addresses and CIDR ranges, IPv4 or IPv6. Other text is none, so it fits no request.",
    advice: "Write an address (203.0.113.7) or a range (203.0.113.0/24).",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      form: (value: string) =>
        `"${value}" is no IP address or range, so it fits no request. Write it as 203.0.113.7 or 203.0.113.0/24.`,
      wildcard: (value: string) =>
        `IP ranges take no wildcards, so "${value}" fits no request. Write the range with a prefix length: 203.0.113.0/24.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.0/24" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "variable-place" }, { rule: "value-empty" }],
  },
  about: ["operator:IpAddress"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (operator?.family !== "IpAddress" || (key && key.key.type !== "IPAddress")) return;
      for (const { value, text, block } of blocksOf(condition)) {
        if (block || text.trim() !== text || text === "" || /[<>{}]/.test(text)) continue;
        report(value.span, /[*?]/.test(text) ? "wildcard" : "form", [text]);
      }
    },
  },
});
