import { plainIssuer, sameIssuer } from "../access/issuer.ts";
import { issuerOfKey, nearestIssuer } from "../catalog/index.ts";
import { setText } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import type { TreeEdit } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { isHost } from "./shared/federation.ts";

const marker = ":oidc-provider/";

export const oidcArnTypo = defineRule({
  meta: {
    name: "oidc-arn-typo",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The issuer of an OIDC provider looks like a misspelt one.",
    why: "IAM looks the provider up by exactly this name. A provider under a misspelt name never gets a token, so nobody can assume the role, and whoever registers the name could.",
    advice: "Write the issuer as the provider documents it.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.github.com/en/actions/reference/security/oidc",
    ],
    messages: {
      meant: (written: string, right: string) =>
        `No provider is known to issue tokens as "${written}". Did you mean ${right}?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.com:aud": "aws.workload.identity",
    "app.terraform.com:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-arn-scheme" }],
  },
  about: ["principal:Federated"],
  on: {
    principal({ source, statement, type, text }, { report }) {
      if (type !== "Federated" || source.kind !== "string" || text === undefined) return;
      const start = text.indexOf(marker) + marker.length;
      if (start < marker.length) return;
      const issuer = plainIssuer(text.slice(start));
      const right = isHost(issuer) ? nearestIssuer(issuer) : undefined;
      if (right === undefined) return;
      const arn = setText(source, text.slice(0, start) + right);
      const fixes = () => [
        {
          title: `Change to ${right}`,
          edits: [arn, ...keyEdits(statement, issuer, right)],
          safe: false,
          preferred: true,
        },
      ];
      report(source.spanOf(start, text.length), "meant", [issuer, right], { fixes });
    },
  },
});

/** Keys that were misspelt with the principal change with it. */
function keyEdits(statement: Statement, issuer: string, right: string): readonly TreeEdit[] {
  return statement.conditions.flatMap(({ key, member }): readonly TreeEdit[] => {
    const parts = key.text === undefined ? undefined : issuerOfKey(key.text);
    return parts && sameIssuer(parts.issuer, issuer)
      ? [{ kind: "rename", member, key: `${right}:${parts.claim}` }]
      : [];
  });
}
