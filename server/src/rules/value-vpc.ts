import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { fitsPattern } from "../catalog/index.ts";
import { defineRule } from "./define.ts";

export const valueVpc = defineRule({
  meta: {
    name: "value-vpc",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key that holds the ID of a VPC or endpoint is compared with something else.",
    why: "The IDs are vpc- or vpce- and 8 or 17 hexadecimal digits. Another text fits none.",
    advice: "Copy the whole ID.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpc",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      form: (key: string, value: string, example: string) =>
        `${key} never holds "${value}": its values look like ${example}. Copy the whole ID.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-0f3a9c" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-0f3a9c1b2d4e5f607" } } }`,
      },
    ],
    yieldsTo: [{ rule: "sensitive-key-wildcard" }, { rule: "value-whitespace" }],
  },
  about: ["value:vpc", "value:vpc-endpoint"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      const pattern = key?.key.pattern;
      if (!key || pattern === undefined || operator?.family !== "String" || !/^vpc/.test(key.key.valueKind ?? ""))
        return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text === "" || /[*?]|\$\{/.test(text) || text !== text.trim()) continue;
        if (fitsPattern(pattern, text) !== false || placeholderIn(text) || /EXAMPLE|-x+$/i.test(text)) continue;
        report(value.span, "form", [key.spelling, text, key.key.example]);
      }
    },
  },
});
