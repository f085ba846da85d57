import { stsActionOf } from "../access/allowed-actions.ts";
import { setText } from "../policy/edit.ts";
import { defineRule } from "./define.ts";
import { neededActions, removeActionFix } from "./shared/action-fixes.ts";

export const actionNotApplicable = defineRule({
  meta: {
    name: "action-not-applicable",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "An sts action that does not work on roles.",
    why: "A trust policy is about its own role, and these actions have no role as their resource. Here they allow nothing.",
    advice: "Remove it. Where it is needed it belongs in a permissions policy of the caller.",
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      noEffect: (name: string) => `${name} does not work on a role, so it allows nothing here. Remove it.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" },
  "Action": ["sts:AssumeRole", "sts:GetCallerIdentity"]
}`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    action(action, { report }) {
      const found = stsActionOf(action);
      if (found?.role !== "inapplicable") return;
      const [entry] = neededActions(action.statement);
      const fixes = () => {
        const removals = removeActionFix(action, { safe: true, preferred: true });
        if (removals.length > 0 || entry === undefined) return removals;
        return [
          { title: `Change to "${entry}"`, edits: [setText(action.source, entry)], safe: false, preferred: true },
        ];
      };
      report(action.source.span, "noEffect", [found.name], { fixes });
    },
  },
});
