import { defineRule } from "./define.ts";
import { openFederations, testsAnyClaim, testsOneOf } from "./shared/federation.ts";
import { claimFixes, subjectFixes } from "./shared/federation-fixes.ts";

export const oidcNoSub = defineRule({
  meta: {
    name: "oidc-no-sub",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A trust in an OIDC provider does not test whose token it is.",
    why: "The audience says what a token is for, not whose it is: every workload of the provider that can get a token for AWS can assume the role.",
    advice: "Test the subject (sub), or another claim that identifies the workload.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
    ],
    messages: {
      anybody: (issuer: string, key: string) =>
        `Every workload that gets a token of ${issuer} for this audience can assume the role. Test "${key}" as well.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.fly.io/northwind" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "oidc.fly.io/northwind:aud": "sts.amazonaws.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.fly.io/northwind" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "oidc.fly.io/northwind:aud": "sts.amazonaws.com" },
    "StringLike": { "oidc.fly.io/northwind:sub": "northwind:web:*" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "oidc-shared-required-claim", within: "statement" },
      { rule: "cognito-no-aud" },
      { rule: "irsa-no-sub" },
      { rule: "oidc-no-condition" },
      { rule: "oidc-email-only", within: "statement" },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        if (!testsAnyClaim(federation) || testsOneOf(federation, provider.identityClaims)) continue;
        // Of a built-in provider that has no subject another claim says whose token it is.
        const claim = provider.identityClaims.includes("sub") ? "sub" : (provider.identityClaims[0] ?? "sub");
        const fixes = () => (claim === "sub" ? subjectFixes(federation) : claimFixes(federation, claim));
        report(caller.principal.source.span, "anybody", [issuer, `${issuer}:${claim}`], { fixes });
      }
    },
  },
});
