import { fittingActions } from "../access/entry-actions.ts";
import { addActions } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import { array, string } from "../tree/edit.ts";
import { headOf } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { canLack } from "./shared/elements.ts";

export const actionMissing = defineRule({
  meta: {
    name: "action-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement names no action.",
    why: "IAM refuses a statement without an action. Which one is needed depends on the principal: sts:AssumeRole for accounts and services, sts:AssumeRoleWithWebIdentity and sts:AssumeRoleWithSAML for identity providers.",
    advice: "Add the action that goes with the principal.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: (actions: string) => `IAM refuses this statement: Action is missing. Add ${actions}.`,
      none: (actions: string) => `Action is an empty list, so this statement is about nothing. Add ${actions}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:incomplete"],
  on: {
    statement(statement, { report }) {
      const value = statement.action?.value;
      const isEmptyList = value?.kind === "array" && value.items.length === 0;
      if (statement.notAction || (value && !isEmptyList) || !canLack(statement, "Action")) return;
      const fitting = fittingActions(statement);
      const fixes = () => [fixFor(statement, fitting)];
      const words = fitting.join(" or ");
      if (value) report(value.span, "none", [words], { fixes });
      else report(headOf(statement.source), "missing", [words], { fixes });
    },
  },
});

function fixFor(statement: Statement, actions: readonly string[]): Fix {
  const value = statement.action?.value;
  const [first = ""] = actions;
  const edits = value
    ? [
        {
          kind: "replace",
          target: value,
          value: actions.length === 1 ? string(first) : array(actions.map(string)),
        } as const,
      ]
    : addActions(statement, actions);
  return { title: `Add ${actions.join(" and ")}`, edits, safe: false, preferred: true };
}
