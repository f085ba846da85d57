import { testFor } from "../access/admits.ts";
import { variablesIn } from "../policy/variables.ts";
import { defineRule } from "./define.ts";

export const variableSyntax = defineRule({
  meta: {
    name: "variable-syntax",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A policy variable is not written as IAM reads variables.",
    why: "A variable is ${key}, or ${key, 'value'} with a value for callers who lack the key. With a brace or quote missing, or a blank in the key, IAM finds no variable there.",
    advice: "Write ${aws:username}, or ${aws:username, 'nobody'}.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      brace: (written: string) => `"${written}" has no closing brace, so IAM finds no variable there. Add it.`,
      blank: (written: string) => `"${written}" has a blank in the key, so IAM finds no variable there. Remove it.`,
      quote: (written: string) =>
        `"${written}" has a default that is not in single quotes, so IAM finds no variable there. Add them.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:username" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:username}" } } }`,
      },
    ],
    yieldsTo: [{ rule: "variable-place" }],
  },
  about: ["variable"],
  on: {
    condition(condition, { report }) {
      if (!testFor(condition).operator?.variables) return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined) continue;
        const { text } = value;
        const open = text.lastIndexOf("${");
        if (open !== -1 && text.indexOf("}", open) === -1) {
          report(value.spanOf(open, text.length), "brace", [text.slice(open)]);
        }
        for (const { start, end, name } of variablesIn(text)) {
          const written = text.slice(start, end);
          const inner = written.slice(2, -1);
          const comma = inner.indexOf(",");
          if (/\s/.test(name.split("/")[0] ?? "")) report(value.spanOf(start, end), "blank", [written]);
          else if (comma !== -1 && !/^\s*'[^']*'\s*$/.test(inner.slice(comma + 1))) {
            report(value.spanOf(start, end), "quote", [written]);
          }
        }
      }
    },
  },
});
