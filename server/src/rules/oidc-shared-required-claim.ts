import type { Test } from "../access/conditions.ts";
import type { Provider } from "../catalog/types.ts";
import { defineRule, type Fix } from "./define.ts";
import { claimTests, type Federation, openFederations } from "./shared/federation.ts";
import { audienceFixes, claimFixes, subjectFixes } from "./shared/federation-fixes.ts";

export const oidcSharedRequiredClaim = defineRule({
  meta: {
    name: "oidc-shared-required-claim",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A trust in a shared OIDC provider lacks the test that IAM demands of it.",
    why: "One issuer serves all customers of such a provider, so a trust without the claim that tells them apart is open to all of them. Since 2025 IAM refuses to save it. Roles that have it keep working until somebody edits them.",
    advice: "Test the claim with StringEquals or StringLike and a value that names what is yours.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      missing: (issuer: string, key: string, who: string) =>
        `IAM refuses to save this: a trust in ${issuer} must test "${key}". Without it ${who} could assume the role.`,
      weak: (issuer: string, key: string, operator: string) =>
        `IAM refuses to save this: ${operator} does not count as the test of "${key}" that ${issuer} needs. Use StringEquals or StringLike.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
      },
    ],
    yieldsTo: [{ rule: "cognito-no-aud" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        const [claim] = provider.requiredClaims;
        if (claim === undefined) continue;
        const tests = provider.requiredClaims.flatMap((required) => claimTests(federation, required));
        if (tests.some(counts)) continue;
        const key = claim.includes(":") ? claim : `${issuer}:${claim}`;
        const fixes = () => (claim === "sub" ? subjectFixes(federation) : otherFixes(federation, claim));
        const [weak] = tests;
        if (weak) {
          const operator = weak.condition.operator.name?.text ?? "Another operator";
          report(weak.condition.key.span, "weak", [issuer, key, operator], { fixes });
        } else report(caller.principal.source.span, "missing", [issuer, key, everybody(provider)], { fixes });
      }
    },
  },
});

/** A test that IAM takes for one. Whether it says anything is the affair of other rules. */
function counts({ operator }: Test): boolean {
  return operator === undefined || (operator.family === "String" && !operator.negated);
}

function otherFixes(federation: Federation, claim: string): readonly Fix[] {
  const usual = claim === federation.provider.audienceClaim ? audienceFixes(federation) : [];
  return usual.length > 0 ? usual : claimFixes(federation, claim);
}

/** "every GitHub repository", where the catalogue says what the widest subject lets in. */
function everybody({ subjectVerdicts, title }: Provider): string {
  return subjectVerdicts.find(({ verdict }) => verdict === "everybody")?.summary ?? `every customer of ${title}`;
}
