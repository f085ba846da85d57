import { defineRule } from "./define.ts";
import { openFederations, testsAnyClaim } from "./shared/federation.ts";
import { audienceFixes, subjectFixes } from "./shared/federation-fixes.ts";

export const oidcNoCondition = defineRule({
  meta: {
    name: "oidc-no-condition",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A trust in an OIDC provider tests no claim of its tokens.",
    why: "The provider signs tokens for all who use it. Without a test of a claim each of them can assume the role, whoever it was made for.",
    advice: "Test the audience (aud) and the subject (sub) of the token.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      open: (issuer: string) =>
        `Every token of ${issuer} lets its bearer assume this role. Test "${issuer}:sub" and the audience.`,
      builtin: (issuer: string, claim: string) =>
        `Every token of ${issuer} lets its bearer assume this role, whatever application it is for. Test "${issuer}:${claim}".`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity" }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-shared-required-claim" }, { rule: "cognito-no-aud" }, { rule: "oidc-arn-typo" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        if (testsAnyClaim(federation)) continue;
        const { caller, issuer, provider } = federation;
        const at = caller.principal.source.span;
        const fixes = () => (provider.builtin ? audienceFixes(federation) : subjectFixes(federation));
        if (provider.builtin) report(at, "builtin", [issuer, provider.audienceClaim], { fixes });
        else report(at, "open", [issuer], { fixes });
      }
    },
  },
});
