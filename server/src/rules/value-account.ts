import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const valueAccount = defineRule({
  meta: {
    name: "value-account",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key that holds an account ID is compared with something else.",
    why: "Account IDs have 12 digits, zeros in front included. Another text fits no account.",
    advice: "Write all 12 digits, without dashes.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
    messages: {
      digits: (key: string, value: string) =>
        `Account IDs have 12 digits, so ${key} never holds "${value}". Write all of them.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalAccount": "2045-1234-7781" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalAccount": "204512347781" } } }`,
      },
    ],
    yieldsTo: [{ rule: "sensitive-key-wildcard" }, { rule: "value-whitespace" }],
  },
  about: ["value:account"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (key?.key.valueKind !== "account" || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" || value.kind === "number" ? value.text : undefined;
        if (text === undefined || text === "" || /[*?]|\$\{/.test(text) || /^\d{12}$/.test(text.trim())) continue;
        if (text === "anonymous" || placeholderIn(text)) continue;
        const digits = text.replace(/[\s-]/g, "");
        const right = /^\d{9,12}$/.test(digits) ? digits.padStart(12, "0") : undefined;
        const fixes = () => (right === undefined ? [] : [valueFix(value, right)]);
        report(value.span, "digits", [key.spelling, text], { fixes });
      }
    },
  },
});
