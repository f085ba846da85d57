import { testFor } from "../access/admits.ts";
import { stsActionOf } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import { listInWords } from "../access/words.ts";
import { removalFixes } from "./condition-fixes.ts";
import { defineRule } from "./define.ts";
import { splitByKindFix } from "./kind-split.ts";

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
    condition(condition, { report }) {
      const { statement, key } = condition;
      const test = testFor(condition);
      if (!statement.allow || !statement.principalsKnown || !test.key || test.polarity !== "positive" || !test.operator)
        return;
      if (test.ifExists || test.setOperator === "ForAllValues") return;
      const { actions, needsAction } = test.key.key;
      if (needsAction !== undefined || actions.length === 0) return;
      const kinds = new Set(callersOf(statement).map(({ kind }) => kind));
      for (const action of statement.actions) {
        const found = stsActionOf(action);
        if (found?.role !== "entry" || actions.includes(found.name)) continue;
        if (!found.callers.some((kind) => kinds.has(kind))) continue;
        const fixes = () => {
          const split = splitByKindFix(statement);
          return split.length > 0 ? split : removalFixes(condition);
        };
        const related = [{ span: action.source.span, message: "The action" }];
        report(key.span, "never", [found.name, test.key.spelling, listInWords(actions, "or")], { fixes, related });
        return;
      }
    },
  },
});
