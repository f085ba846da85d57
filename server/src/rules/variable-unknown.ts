import { testFor } from "../access/admits.ts";
import { findKey, issuerOfKey, nearestKey } from "../catalog/index.ts";
import { type Variable, variablesIn } from "../policy/variables.ts";
import type { StringValue, Value } from "../tree/value.ts";
import { type Context, defineRule, type Messages } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { isOwnPrefix, servicePrefix } from "./shared/key-suggestion.ts";

const messages = {
  template: (variable: string) =>
    `"${variable}" is an expression of a template; IAM would keep it as text. Fill it in before the policy is saved.`,
  unknown: (variable: string, key: string) =>
    `"${variable}" names no condition key that AWS documents (${key}), so IAM fills in nothing.`,
  meant: (variable: string, right: string) =>
    `"${variable}" names no condition key that AWS documents, so IAM fills in nothing. Did you mean \${${right}}?`,
};

export const variableUnknown = defineRule({
  meta: {
    name: "variable-unknown",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A policy variable names no condition key, or is an expression of a template.",
    why: "IAM fills in variables that are named after condition keys. What CloudFormation would fill in, such as ${AWS::AccountId}, IAM takes as plain text when it gets there.",
    advice: "Name a condition key, or let the template fill its expression in.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
    messages,
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:user}" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:username}" } } }`,
      },
    ],
  },
  about: ["variable"],
  on: {
    principal({ source }, context) {
      for (const { value, variable } of placed(source))
        if (isTemplates(variable)) tellTemplate(value, variable, context);
    },
    condition(condition, context) {
      const { operator } = testFor(condition);
      for (const { value, variable } of condition.values.flatMap(placed)) {
        if (isTemplates(variable)) tellTemplate(value, variable, context);
        else if (operator?.variables) tellUnknown(value, variable, context);
      }
    },
  },
});

interface Placed {
  readonly value: StringValue;
  readonly variable: Variable;
}

function placed(value: Value): readonly Placed[] {
  if (value.kind !== "string" || value.text === undefined) return [];
  return variablesIn(value.text).map((variable) => ({ value, variable }));
}

/** `${AWS::AccountId}` of CloudFormation. */
function isTemplates({ name }: Variable): boolean {
  return name.includes("::");
}

type Told = Context<typeof messages & Messages>;

function tellTemplate(value: StringValue, { start, end }: Variable, { report }: Told): void {
  report(value.spanOf(start, end), "template", [value.text?.slice(start, end) ?? ""]);
}

function tellUnknown(value: StringValue, { start, end, name }: Variable, { report }: Told): void {
  const prefix = servicePrefix(name);
  if (findKey(name) || issuerOfKey(name) || prefix === undefined || !isOwnPrefix(prefix)) return;
  const text = value.text ?? "";
  const near = nearestKey(name);
  const written = text.slice(start, end);
  if (near === undefined) report(value.spanOf(start, end), "unknown", [written, name]);
  else {
    const right = text.slice(0, start) + written.replace(name, near) + text.slice(end);
    report(value.spanOf(start, end), "meant", [written, near], { fixes: () => [valueFix(value, right)] });
  }
}
