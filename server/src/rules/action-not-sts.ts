import { findAction } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { neededActionFixes, neededActions } from "./shared/action-fixes.ts";
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
      empty: (right: string) => `IAM refuses an empty action. Write ${right}.`,
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
      if (text === undefined || /^\s*sts:/i.test(text)) return;
      const meant = findAction(`sts:${text.trim().replace(/^sts[.:/ ]*/i, "")}`)?.name;
      if (meant !== undefined) {
        report(source.span, "prefix", [text, meant], { fixes: () => [valueFix(source, meant, { safe: true })] });
        return;
      }
      const fixes = () => neededActionFixes(action);
      const needed = neededActions(action.statement).join(", ") || "sts:AssumeRole";
      if (text === "*") report(source.span, "everything", [needed], { fixes });
      else if (text.trim() === "") report(source.span, "empty", [needed], { fixes });
      else report(source.span, "other", [text], { fixes });
    },
  },
});
