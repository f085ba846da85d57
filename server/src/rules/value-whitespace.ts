import type { Value } from "../tree/value.ts";
import { type Context, defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

const messages = {
  principal: (where: string) =>
    `A blank stands ${where} of the principal: IAM takes it as a part of the name and refuses it. Remove it.`,
  value: (where: string) =>
    `A blank stands ${where} of the value: it is compared like any other character, so this hardly ever matches. Remove it.`,
};

export const valueWhitespace = defineRule({
  meta: {
    name: "value-whitespace",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A blank at the start or end of a principal or of a condition's value.",
    why: "Nothing trims what stands between the quotes. Blanks come along when text is copied; some examples of AWS's own documentation have them.",
    advice: "Remove the blank.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
    messages,
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": " ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    principal({ source }, context) {
      check(source, "principal", context);
    },
    condition({ values }, context) {
      for (const value of values) check(value, "value", context);
    },
  },
});

function check(value: Value, message: keyof typeof messages, { report }: Context<typeof messages>): void {
  if (value.kind !== "string" || value.text === undefined) return;
  const { text } = value;
  const trimmed = text.trim();
  if (trimmed === text || trimmed === "") return;
  const where = text.startsWith(trimmed) ? "at the end" : text.endsWith(trimmed) ? "at the start" : "at both ends";
  const fixes = () => [valueFix(value, trimmed, { title: "Remove the blank", safe: message === "principal" })];
  report(value.span, message, [where], { fixes });
}
