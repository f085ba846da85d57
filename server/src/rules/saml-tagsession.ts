import { testsOf } from "../access/admits.ts";
import { policyAllows } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { findAction, findKey } from "../catalog/index.ts";
import type { ResolvedKey } from "../catalog/types.ts";
import { addActions } from "../policy/edit.ts";
import { variablesIn } from "../policy/variables.ts";
import { defineRule } from "./define.ts";
import { letsIn } from "./shared/federation.ts";

export const samlTagsession = defineRule({
  meta: {
    name: "saml-tagsession",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "A trust in a SAML provider speaks of session tags and does not allow them.",
    why: "A provider that sends PrincipalTag attributes passes session tags, and every sign-in with tags fails where sts:TagSession is not allowed. A test of tags shows that they are expected.",
    advice: "Allow sts:TagSession for the same principal.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"],
    messages: {
      missing: (key: string, action: string) =>
        `${key} is about session tags, and a sign-in with tags fails without ${action}. Add ${action} if the provider sends PrincipalTag attributes.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml", "aws:PrincipalTag/team": "ops" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml", "aws:RequestTag/team": "ops" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "action-missing-for-key", within: "statement" },
      { rule: "action-principal-mismatch", within: "statement" },
      { rule: "action-unknown", within: "statement" },
    ],
  },
  about: ["caller:SAML"],
  on: {
    statement(statement, { report }) {
      if (!statement.allow || !statement.principalsKnown || statement.conditions.length === 0) return;
      const callers = callersOf(statement);
      if (callers.length === 0 || !callers.every(({ kind }) => kind === "SAML") || !letsIn(statement)) return;
      const test = testsOf(statement).find(expectsTags);
      const action = findAction("sts:TagSession")?.name;
      if (!test?.key || action === undefined) return;
      if (!callers.every((caller) => policyAllows(statement.policy, caller, action) === false)) return;
      const fixes = () => [
        { title: `Add ${action}`, edits: addActions(statement, [action]), safe: false, preferred: true },
      ];
      report(test.condition.key.span, "missing", [test.key.spelling, action], { fixes });
    },
  },
});

/** The test is about tags that a call may pass; `"Null": { key: "true" }` asks for calls without any. */
function expectsTags({ key, polarity, operator, texts, valuesKnown }: Test): boolean {
  if (!key || polarity === "null-true" || (operator?.family === "Null" && !valuesKnown)) return false;
  if (isSessionTag(key)) return true;
  return texts.some((text) => text.includes("${") && variablesIn(text).some(({ name }) => isSessionTag(findKey(name))));
}

/** A tag that this call passes, or one of the caller, who has no others here than those. */
function isSessionTag(found: ResolvedKey | undefined): boolean {
  return (
    found?.key.needsAction === "sts:TagSession" ||
    (found?.key.group === "global-principal" && found.key.suffix === "tag-key")
  );
}
