import { policyAllows, stsActionOf } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import { listInWords } from "../access/words.ts";
import { addActions } from "../policy/edit.ts";
import { defineRule } from "./define.ts";
import { entryAction } from "./shared/action-fixes.ts";
import { subjectsOf } from "./shared/subjects.ts";

export const actionCompanionOnly = defineRule({
  meta: {
    name: "action-companion-only",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "A principal may pass tags or an identity, but not assume the role.",
    why: "The actions sts:TagSession, sts:SetSourceIdentity and sts:SetContext complete an action that assumes the role. Alone they let nobody in.",
    advice: "Add the action by which the principal assumes the role.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      alone: (actions: string, entry: string) =>
        `With ${actions} alone nobody gets in: no statement gives this principal ${entry}. Add ${entry}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:TagSession" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"] }`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  on: {
    statement(statement, { report }) {
      const { policy, action, actions } = statement;
      if (!statement.allow || !action || actions.length === 0 || !statement.actionsKnown || !statement.principalsKnown)
        return;
      if (!actions.every((one) => stsActionOf(one)?.role === "companion")) return;
      const callers = callersOf(statement);
      const entries = [...new Set(callers.map(({ kind }) => entryAction(kind)))];
      const isAlone = callers.every((caller) => policyAllows(policy, caller, entryAction(caller.kind)) === false);
      if (callers.length === 0 || !isAlone) return;
      const entry = listInWords(entries, "or");
      // Everybody, and the bearers of tokens, are let in by tests, too: without those more than an action is missing.
      const isOpen = () =>
        callers.some(({ parsed }) => parsed?.form === "anyone") ||
        (callers.some(({ kind }) => kind === "OIDC") && subjectsOf(statement).length === 0);
      const fixes = () =>
        entries.length > 1 || isOpen()
          ? []
          : [{ title: `Add ${entry}`, edits: addActions(statement, entries), safe: false, preferred: true }];
      const names = listInWords(actions.flatMap((one) => stsActionOf(one)?.name ?? []));
      report(action.value.span, "alone", [names, entry], { fixes });
    },
  },
});
