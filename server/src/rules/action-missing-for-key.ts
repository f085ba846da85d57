import { testsOf } from "../access/admits.ts";
import { policyAllows, statementAllows } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { addActions } from "../policy/edit.ts";
import { defineRule } from "./define.ts";

export const actionMissingForKey = defineRule({
  meta: {
    name: "action-missing-for-key",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A condition demands something that no action lets the caller send.",
    why: "Session tags need sts:TagSession, a source identity sts:SetSourceIdentity, a user context sts:SetContext. Without the action a call that sends them fails, and one that does not send them fails the condition: nobody gets in.",
    advice: "Allow the action, in this statement or in another one for the same principal.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html",
    ],
    messages: {
      missing: (key: string, action: string) =>
        `A caller may send ${key} only where ${action} is allowed too, so nobody gets in through this. Add ${action}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:role/jump" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:SourceIdentity": "olga" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:role/jump" },
  "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
  "Condition": { "StringEquals": { "sts:SourceIdentity": "olga" } }
}`,
      },
    ],
    yieldsTo: [
      { rule: "service-companion-action", within: "statement" },
      { rule: "action-principal-mismatch", within: "statement" },
    ],
  },
  on: {
    statement(statement, { report }) {
      if (!statement.allow || !statement.principalsKnown || statement.notAction) return;
      const reported: string[] = [];
      for (const test of testsOf(statement)) {
        const action = test.key?.key.needsAction;
        if (!test.key || action === undefined || !demandsKey(test) || reported.includes(action)) continue;
        const callers = callersOf(statement);
        if (statementAllows(statement, action) !== false || callers.length === 0) continue;
        if (!callers.every((caller) => policyAllows(statement.policy, caller, action) === false)) continue;
        reported.push(action);
        const fixes = () => [
          { title: `Add ${action}`, edits: addActions(statement, [action]), safe: false, preferred: true },
        ];
        report(test.condition.key.span, "missing", [test.key.spelling, action], { fixes });
      }
    },
  },
});

/** The key has to be there for the test to hold. */
function demandsKey({ polarity, ifExists, setOperator, operator, valuesKnown }: Test): boolean {
  if (!operator || polarity === "null-true") return false;
  return (
    (polarity === "null-false" && valuesKnown) ||
    (polarity === "positive" && !ifExists && setOperator !== "ForAllValues")
  );
}
