import { testFor } from "../access/admits.ts";
import { variablesIn } from "../policy/variables.ts";
import type { Span } from "../text/span.ts";
import type { Value } from "../tree/value.ts";
import { defineRule } from "./define.ts";

export const variablePlace = defineRule({
  meta: {
    name: "variable-place",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A policy variable stands where IAM fills in none.",
    why: "In a trust policy IAM replaces variables in the values of conditions that compare texts, ARNs or truth values. In Principal, Action and Sid, and under operators for numbers, dates, IP addresses and Null, the text stays as it is and fits nothing.",
    advice: "Write the value out, or test it in a condition that compares texts.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      element: (variable: string, element: string) =>
        `IAM fills in no variables in ${element}, so "${variable}" stays as it is. Write the value out.`,
      operator: (variable: string, operator: string) =>
        `IAM fills in no variables under ${operator}, so "${variable}" stays as it is. Write the value out.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/\${aws:username}" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["variable"],
  on: {
    principal({ source }, { report }) {
      for (const { span, text } of written(source)) report(span, "element", [text, "Principal"]);
    },
    action({ source }, { report }) {
      for (const { span, text } of written(source)) report(span, "element", [text, "Action"]);
    },
    statement({ sid }, { report }) {
      if (!sid) return;
      for (const { span, text } of written(sid.value)) report(span, "element", [text, "Sid"]);
    },
    condition(condition, { report }) {
      const { operator } = testFor(condition);
      if (!operator || operator.variables) return;
      for (const value of condition.values) {
        for (const { span, text } of written(value)) report(span, "operator", [text, operator.name]);
      }
    },
  },
});

function written(value: Value): readonly { readonly span: Span; readonly text: string }[] {
  if (value.kind !== "string" || value.text === undefined) return [];
  const { text } = value;
  return variablesIn(text).map(({ start, end }) => ({ span: value.spanOf(start, end), text: text.slice(start, end) }));
}
