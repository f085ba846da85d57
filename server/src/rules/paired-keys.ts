import { mentions, testFor } from "../access/admits.ts";
import { addConditions } from "../policy/edit.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

export const pairedKeys = defineRule({
  meta: {
    name: "paired-keys",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A private address is tested without the network that it belongs to.",
    why: "Private addresses are the same in every network. Without the VPC or endpoint beside it, a request from anybody's network with that address passes.",
    advice: "Test the VPC or the VPC endpoint as well.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      alone: (key: string, partner: string) =>
        `Private addresses are the same in every network, so ${key} alone lets in others. Test ${partner} as well.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:VpcSourceIp": "10.20.0.0/16" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:VpcSourceIp": "10.20.0.0/16" }, "StringEquals": { "aws:SourceVpc": "vpc-0f3a9c1b2d4e5f607" } } }`,
      },
    ],
    yieldsTo: [{ rule: "condition-dead" }, { rule: "condition-void" }, { rule: "service-irrelevant-key" }],
  },
  about: ["key is:paired"],
  on: {
    condition(condition, { report }) {
      const { key, polarity } = testFor(condition);
      const { statement } = condition;
      const partners = key?.key.pairedWith ?? [];
      const [first] = partners;
      if (!key || first === undefined || !statement.allow || polarity !== "positive") return;
      if (mentions(statement, (other) => partners.includes(other.key.name))) return;
      const fixes = () => {
        const value = string([placeholder("VPC", "vpc-0123456789abcdef0")]);
        const edits = addConditions(statement, [{ operator: "StringEquals", key: first, value }]);
        return [{ title: `Add ${first}`, edits, safe: false, preferred: true }];
      };
      report(condition.key.span, "alone", [key.spelling, first], { fixes });
    },
  },
});
