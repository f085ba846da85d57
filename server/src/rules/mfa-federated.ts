import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";
import { isMfaKey } from "./shared/mfa.ts";
import { callersInWords, commonOutcome } from "./shared/outcome.ts";

export const mfaFederated = defineRule({
  meta: {
    name: "mfa-federated",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "MFA is asked of callers who never show it to AWS.",
    why: "Only IAM users and the sessions they open carry the MFA keys. For tokens and assertions of an identity provider, the provider asks for the second factor, and AWS does not hear of it.",
    advice: "Let the identity provider enforce MFA, and remove the test.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent",
    ],
    messages: {
      dead: (key: string, callers: string) =>
        `${key} is never in a request of ${callers}, so nobody can assume the role. Let the identity provider enforce MFA.`,
      void: (key: string, callers: string) =>
        `${key} is never in a request of ${callers}, so this test keeps nobody out. Let the identity provider enforce MFA.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }, "Bool": { "aws:MultiFactorAuthPresent": "true" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
      },
    ],
    yieldsTo: [{ rule: "service-irrelevant-key" }],
  },
  about: ["key:aws:MultiFactorAuthPresent", "key:aws:MultiFactorAuthAge"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      if (!test.key || !condition.statement.allow || !isMfaKey(test)) return;
      if (callersOf(condition.statement).some(({ kind }) => kind === "AWS")) return;
      const outcome = commonOutcome(test);
      if (outcome !== "dead" && outcome !== "void") return;
      const args = [test.key.spelling, callersInWords(test)] as const;
      report(condition.key.span, outcome, [...args], { fixes: () => removalFixes(condition) });
    },
  },
});
