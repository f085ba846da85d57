import { defineRule } from "./define.ts";
import { federationsOf, testsAnyClaim } from "./shared/federation.ts";
import { splitByIssuerFix } from "./shared/issuer-split.ts";

export const oidcMultipleProviders = defineRule({
  meta: {
    name: "oidc-multiple-providers",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "One statement trusts several OIDC providers and tests claims of some.",
    why: "The claims of one provider are never in the request of another's token, and all tests of a statement have to hold. A plain test shuts the other providers out; with IfExists it lets them in unchecked.",
    advice: "Give each provider a statement of its own.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      split: (issuer: string, other: string) =>
        `Tokens of ${issuer} carry no claim of ${other}, which this statement tests. Give each provider a statement of its own.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": ["arn:aws:iam::204512347781:oidc-provider/login.example.com", "arn:aws:iam::204512347781:oidc-provider/idp.example.org"] },
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" } } }`,
        good: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" } } }`,
      },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      if (!statement.allow) return;
      const federations = federationsOf(statement);
      const tested = federations.filter(testsAnyClaim);
      const [first] = tested;
      if (!first || federations.length < 2) return;
      const issuers = new Set(federations.map(({ issuer }) => issuer.toLowerCase()));
      if (issuers.size < 2) return;
      const left = federations.find(({ issuer }) => issuer !== first.issuer);
      if (!left) return;
      const fixes = () => splitByIssuerFix(statement);
      report(left.caller.principal.source.span, "split", [left.issuer, first.issuer], { fixes });
    },
  },
});
