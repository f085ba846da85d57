import { defineRule } from "./define.ts";
import { claimTests, openFederations, testsOneOf } from "./shared/federation.ts";
import { claimFixes } from "./shared/federation-fixes.ts";

export const oidcEmailOnly = defineRule({
  meta: {
    name: "oidc-email-only",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A trust in an OIDC provider tells people apart by their e-mail address alone.",
    why: "An address can be given to somebody else, and some providers let people enter any address. Only the subject stays with one person.",
    advice: "Test the subject (sub) as well.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"],
    messages: {
      address: (key: string) =>
        `An e-mail address can pass to somebody else. Test "${key}", which stays with one person.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "console", "login.example.com:email": "olga@example.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "console", "login.example.com:sub": "00u1a2b3c4", "login.example.com:email": "olga@example.com" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-shared-required-claim", within: "statement" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const [email] = claimTests(federation, "email");
        const others = federation.provider.identityClaims.filter((claim) => claim !== "aud");
        if (email?.polarity !== "positive" || testsOneOf(federation, others)) continue;
        report(email.condition.key.span, "address", [`${federation.issuer}:sub`], {
          fixes: () => claimFixes(federation, "sub"),
        });
      }
    },
  },
});
