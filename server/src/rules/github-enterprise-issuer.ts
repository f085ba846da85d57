import { sameIssuer, sharesHost } from "../access/issuer.ts";
import { issuerOfKey } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { federationsOf } from "./shared/federation.ts";

export const githubEnterpriseIssuer = defineRule({
  meta: {
    name: "github-enterprise-issuer",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "The issuer has the path of an enterprise, and a condition key lacks it, or the other way round.",
    why: "An enterprise on GitHub can have an issuer of its own, with its name as the path. Condition keys then begin with the whole issuer, path included.",
    advice: "Begin the key with exactly what stands behind oidc-provider/ in the principal.",
    references: [
      "https://docs.github.com/en/actions/reference/security/oidc",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      path: (issuer: string) => `The principal is the issuer ${issuer}, path included. Begin the key with all of it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com/northwind" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com/northwind:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com/northwind" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com/northwind:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com/northwind:sub": "repo:northwind-air/fleet:environment:production" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-key-prefix-mismatch" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      const [federation, ...others] = federationsOf(statement);
      if (!federation || others.length > 0) return;
      const { issuer, provider } = federation;
      if (provider.family !== "github") return;
      for (const condition of statement.conditions) {
        const parts = condition.key.text === undefined ? undefined : issuerOfKey(condition.key.text);
        if (!parts || sameIssuer(parts.issuer, issuer) || !sharesHost(parts.issuer, issuer)) continue;
        report(condition.key.span, "path", [issuer], { fixes: () => keyFix(condition, `${issuer}:${parts.claim}`) });
      }
    },
  },
});
