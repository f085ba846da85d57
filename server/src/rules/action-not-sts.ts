import { findAction } from "../catalog/index.ts";
import type { Action } from "../policy/model.ts";
import { array, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { namesAction, neededActions, removeActionFix } from "./shared/action-fixes.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const actionNotSts = defineRule({
  meta: {
    name: "action-not-sts",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An action that is none of AWS STS.",
    why: "A trust policy says who may assume the role, nothing else. IAM answers: AssumeRole policy may only specify STS AssumeRole actions. What the role may do stands in its permissions policies.",
    advice: "Write the sts action that the principal needs, and move everything else to a permissions policy.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html",
    ],
    messages: {
      everything: (right: string) => `IAM refuses "*": a trust policy takes sts actions only. Write ${right}.`,
      prefix: (written: string, right: string) => `IAM refuses "${written}". Did you mean "${right}"?`,
      other: (written: string) =>
        `IAM refuses "${written}": a trust policy takes sts actions only. What the role may do belongs in its permissions policies.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": ["sts:AssumeRole", "s3:GetObject"] }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["action:unknown"],
  on: {
    action(action, { report }) {
      const { text, source } = action;
      if (text === undefined || text.trim() === "" || /^\s*sts:/i.test(text)) return;
      const meant = findAction(`sts:${text.trim().replace(/^sts[.:/ ]*/i, "")}`)?.name;
      if (meant !== undefined) {
        report(source.span, "prefix", [text, meant], { fixes: () => [valueFix(source, meant, { safe: true })] });
        return;
      }
      const fixes = () => fixesFor(action);
      const needed = neededActions(action.statement);
      if (text === "*") report(source.span, "everything", [needed.join(", ") || "sts:AssumeRole"], { fixes });
      else report(source.span, "other", [text], { fixes });
    },
  },
});

function fixesFor(action: Action): readonly Fix[] {
  const { statement, source } = action;
  const missing = neededActions(statement).filter((name) => !namesAction(statement, name));
  if (missing.length === 0) return removeActionFix(action, { preferred: true });
  const [only, more] = missing;
  if (only === undefined) return [];
  if (more === undefined) return [valueFix(source, only)];
  if (statement.action?.value !== source) return [valueFix(source, only), ...removeActionFix(action)];
  const edit = { kind: "replace", target: source, value: array(missing.map(string)) } as const;
  return [{ title: `Change to ${missing.join(", ")}`, edits: [edit], safe: false, preferred: true }];
}
