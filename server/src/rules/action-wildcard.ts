import { testsOf } from "../access/admits.ts";
import { covers } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import { listInWords } from "../access/words.ts";
import { actions } from "../catalog/index.ts";
import type { Action, Statement } from "../policy/model.ts";
import { array, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { namesAction, neededActionFixes, neededActions } from "./shared/action-fixes.ts";

export const actionWildcard = defineRule({
  meta: {
    name: "action-wildcard",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A wildcard in an sts action.",
    why: "It allows more than the principal needs, session tags and source identities included, and what AWS adds later. Reports differ on whether IAM saves such a policy at all.",
    advice: "List the actions that the principal needs.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      known: (written: string, needed: string) =>
        `"${written}" allows more than is needed, and IAM may refuse it. Write ${needed}.`,
      unknown: (written: string) => `"${written}" allows more than is needed, and IAM may refuse it. List the actions.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:*" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["action:unknown"],
  on: {
    action(action, { report }) {
      const { text, source, statement } = action;
      if (text === undefined || !/^sts:.*[*?]/i.test(text)) return;
      if (!statement.allow || !actions().some(({ name }) => covers(text, name))) return;
      const needed = neededOf(statement, text);
      const fixes = () => expandFix(action, needed);
      if (needed.length > 0) report(source.span, "known", [text, listInWords(needed)], { fixes });
      else report(source.span, "unknown", [text], { fixes: () => replacementFixes(action) });
    },
  },
});

/** What is needed of all that a pattern covers; a pattern of companion actions stands for those. */
function neededOf(statement: Statement, pattern: string): readonly string[] {
  const needed = wantedActions(statement).filter((name) => covers(pattern, name));
  if (needed.length > 0) return needed;
  return actions().flatMap(({ name, role }) => (role === "companion" && covers(pattern, name) ? [name] : []));
}

/** What the principals need, and what the conditions of the statement are about. */
function wantedActions(statement: Statement): readonly string[] {
  if (callersOf(statement).length === 0) return [];
  const forKeys = testsOf(statement).flatMap(({ key }) => key?.key.needsAction ?? []);
  return [...new Set([...neededActions(statement), ...forKeys])];
}

/** It covers nothing that a role knows. */
function replacementFixes(action: Action): readonly Fix[] {
  return neededActions(action.statement).length === 0 ? [] : neededActionFixes(action);
}

function expandFix({ source, statement }: Action, needed: readonly string[]): readonly Fix[] {
  const value = statement.action?.value;
  const missing = needed.filter((name) => !namesAction(statement, name));
  if (!value || needed.length === 0) return [];
  const title = `Change to ${needed.join(", ")}`;
  const options = { title, safe: false, preferred: true };
  if (value.kind !== "array") {
    const [only] = missing;
    const right = missing.length === 1 && only !== undefined ? string(only) : array(missing.map(string));
    return [{ ...options, edits: [{ kind: "replace", target: source, value: right }] }];
  }
  const added = missing.map(
    (name) => ({ kind: "insert-item", array: value, value: string(name), after: source }) as const,
  );
  return [{ ...options, edits: [{ kind: "remove-item", array: value, item: source }, ...added] }];
}
