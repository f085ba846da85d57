import { testsOf } from "../access/admits.ts";
import { stsActionOf } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { listInWords } from "../access/words.ts";
import type { Action, Statement } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";
import { familyOf, splitByKindFix } from "./shared/kind-split.ts";

export const actionKeyUnsupported = defineRule({
  meta: {
    name: "action-key-unsupported",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition key that one of the actions never carries.",
    why: "Which keys a request carries depends on its action: sts:ExternalId comes with sts:AssumeRole only, the claims of a token with sts:AssumeRoleWithWebIdentity only. For another action a test that demands the key never holds.",
    advice: "Move the action, with its principals, to a statement of its own.",
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      never: (action: string, key: string, others: string) =>
        `${action} never carries ${key}, so this statement lets nobody in with it. The key comes with ${others}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml", "sts:ExternalId": "c0ffee-5f3b9c-2027" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } }
}`,
      },
    ],
    yieldsTo: [
      { rule: "service-irrelevant-key" },
      { rule: "oidc-key-prefix-mismatch" },
      { rule: "saml-key-with-assumerole" },
    ],
  },
  on: {
    statement(statement, { report }) {
      if (!statement.allow || !statement.principalsKnown) return;
      for (const test of testsOf(statement)) {
        const action = actionWithout(test, statement);
        const name = action === undefined ? undefined : stsActionOf(action)?.name;
        if (!test.key || !action || name === undefined) continue;
        const { condition } = test;
        const isMixed = new Set(callersOf(statement).map(({ kind }) => familyOf(kind))).size > 1;
        const fixes = () => (isMixed ? splitByKindFix(statement) : removalFixes(condition));
        const related = [{ span: action.source.span, message: "The action" }];
        const others = listInWords(test.key.key.actions, "or");
        report(condition.key.span, "never", [name, test.key.spelling, others], { fixes, related });
        // Two kinds of principals are one cause, however many keys only one of them carries.
        if (isMixed) return;
      }
    },
  },
});

/** The action of the statement that fits a caller and never carries the key which the test demands. */
function actionWithout(test: Test, statement: Statement): Action | undefined {
  if (
    !test.key ||
    !test.operator ||
    test.polarity !== "positive" ||
    test.ifExists ||
    test.setOperator === "ForAllValues"
  ) {
    return undefined;
  }
  const carriers = test.key.key.actions;
  if (test.key.key.needsAction !== undefined || carriers.length === 0) return undefined;
  return statement.actions.find((action) => {
    const found = stsActionOf(action);
    if (found?.role !== "entry" || carriers.includes(found.name)) return false;
    return callersOf(statement).some(({ kind }) => found.callers.includes(kind));
  });
}
