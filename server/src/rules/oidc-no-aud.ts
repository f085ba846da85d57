import { defineRule } from "./define.ts";
import { openFederations, testsAnyClaim, testsOneOf } from "./shared/federation.ts";
import { audienceFixes } from "./shared/federation-fixes.ts";

export const oidcNoAud = defineRule({
  meta: {
    name: "oidc-no-aud",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "A trust in an OIDC provider does not test the audience of the token.",
    why: "The audience says what a token was made for. Without the test a token made for another purpose, such as another cloud, opens the role too, where the provider in IAM accepts its audience.",
    advice: "Test the audience with StringEquals.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.github.com/en/actions/reference/security/oidc",
    ],
    messages: {
      missing: (key: string) => `Tokens that were not made for AWS may open this role too. Test "${key}" as well.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com",
    "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "oidc-shared-required-claim" },
      { rule: "cognito-no-aud" },
      { rule: "irsa-no-sub" },
      { rule: "oidc-no-condition" },
      { rule: "oidc-no-sub" },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        if (!testsAnyClaim(federation) || testsOneOf(federation, [provider.audienceClaim, "aud", "oaud"])) continue;
        const severity = provider.family === "github" ? "warning" : "information";
        const fixes = () => audienceFixes(federation);
        report(caller.principal.source.span, "missing", [`${issuer}:${provider.audienceClaim}`], { severity, fixes });
      }
    },
  },
});
