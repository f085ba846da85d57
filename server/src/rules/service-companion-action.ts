import { policyAllows, statementAllows } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { listInWords } from "../access/words.ts";
import { findAction, findService } from "../catalog/index.ts";
import { addActions } from "../policy/edit.ts";
import { defineRule } from "./define.ts";

export const serviceCompanionAction = defineRule({
  meta: {
    name: "service-companion-action",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A service needs more actions than the policy allows it.",
    why: "Some services pass session tags, a source identity or a user context whenever they assume a role. Without the action for it the whole call fails. For IAM Roles Anywhere AWS's own policy validation calls it an error.",
    advice: "Allow the actions that the message names, in this statement or in another one for the same service.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
      "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html",
      "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: (service: string, actions: string) =>
        `${service} needs ${actions} as well: without that every attempt to assume the role fails.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "pods.eks.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:SourceAccount": "204512347781" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "pods.eks.amazonaws.com" },
  "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "StringEquals": { "aws:SourceAccount": "204512347781" } }
}`,
      },
    ],
  },
  about: ["principal:Service"],
  on: {
    principal(principal, { report }) {
      const { statement, source, text } = principal;
      const caller = callerOf(principal);
      const service = text === undefined || caller?.kind !== "Service" ? undefined : findService(text);
      if (!caller || !service || !statement.allow || statementAllows(statement, "sts:AssumeRole") !== true) return;
      const missing = service.requiredActions.filter(
        (action) =>
          findAction(action)?.role === "companion" &&
          statementAllows(statement, action) === false &&
          policyAllows(statement.policy, caller, action) === false,
      );
      if (missing.length === 0) return;
      const actions = listInWords(missing);
      const fixes = () => [
        { title: `Add ${actions}`, edits: addActions(statement, missing), safe: false, preferred: true },
      ];
      const severity = service.actionsEnforced ? "error" : "warning";
      report(source.span, "missing", [service.name, actions], { fixes, severity });
    },
  },
});
