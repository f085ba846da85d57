import { testFor } from "../access/admits.ts";
import { findKey } from "../catalog/index.ts";
import { variablesIn } from "../policy/variables.ts";
import { defineRule } from "./define.ts";

export const variableMultivalued = defineRule({
  meta: {
    name: "variable-multivalued",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A key with many values is used as a policy variable.",
    why: "A variable stands for one text. IAM fills in nothing for a key that may have several values, so the test does not come out as it reads.",
    advice: "Use a key with one value, or write the values out.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
    messages: {
      many: (variable: string) =>
        `"${variable}" may have several values, and IAM fills in none of them. Use a key with one value.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:PrincipalOrgPaths}" } } }`,
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
        for (const { start, end, name } of variablesIn(text)) {
          const key = findKey(name)?.key;
          if (!key?.multivalued || key.arityDisputed || key.confidence !== "confirmed") continue;
          report(value.spanOf(start, end), "many", [text.slice(start, end)]);
        }
      }
    },
  },
});
