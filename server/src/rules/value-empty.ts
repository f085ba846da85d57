import { testFor } from "../access/admits.ts";
import type { ResolvedKey } from "../catalog/types.ts";
import type { Condition } from "../policy/model.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";

export const valueEmpty = defineRule({
  meta: {
    name: "value-empty",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition has no value.",
    why: "With an empty list, or an empty text, there is nothing that the value in the request could equal: a plain test never holds, and a negated one always does.",
    advice: "Write the value, or remove the test.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      list: (key: string) =>
        `The list of values of ${key} is empty, so nothing fits. Write a value, or remove the test.`,
      text: (key: string) => `The value of ${key} is empty, so nothing fits. Write it, or remove the test.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": [] } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": ["nightly"] } } }`,
      },
    ],
    yieldsTo: [{ rule: "external-id-format" }, { rule: "external-id-weak" }],
  },
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      const name = key?.spelling ?? condition.key.text;
      if (!operator || operator.family === "Null" || operator.family === "Bool" || !name) return;
      const fixes = () => (key?.key.guard ? valueFixes(condition, key) : removalFixes(condition));
      const { value } = condition.member;
      if (value.kind === "array" && value.items.length === 0) return report(value.span, "list", [name], { fixes });
      if (condition.values.length !== 1 || operator.negated) return;
      const [only] = condition.values;
      if (only?.kind === "string" && only.text === "") report(only.span, "text", [name], { fixes });
    },
  },
});

/** A place for the value that is missing, with the example of the catalogue in it. */
function valueFixes({ member }: Condition, { key }: ResolvedKey): readonly Fix[] {
  const value = string([placeholder("VALUE", key.example)]);
  return [{ title: "Write a value", edits: [{ kind: "replace", target: member.value, value }], safe: false }];
}
