import { testFor } from "../access/admits.ts";
import { findKey, fitsPattern, issuerOfKey, keysOfIssuer, nearest, providerOf } from "../catalog/index.ts";
import type { Condition } from "../policy/model.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { keyFix, removalFixes } from "./shared/condition-fixes.ts";

export const oidcClaimNotExposed = defineRule({
  meta: {
    name: "oidc-claim-not-exposed",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition tests a claim of a token that AWS does not make a condition key of.",
    why: "Of the claims in a token AWS turns only some into condition keys. IAM saves a test of another claim without complaint, but no request ever carries it.",
    advice: "Test a claim that AWS exposes for this provider, or put the information into the subject.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      hidden: (claim: string) =>
        `AWS does not expose the claim "${claim}", so no request carries this key. Test a claim that it exposes, such as sub.`,
      instead: (claim: string, other: string) =>
        `AWS does not expose the claim "${claim}", so no request carries this key. Use ${other}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:environment": "production",
    "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com",
    "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-key-prefix-mismatch" }],
  },
  about: ["key:unknown"],
  on: {
    condition(condition, { report }) {
      const { text, span } = condition.key;
      const parts = text === undefined ? undefined : issuerOfKey(text);
      if (!parts || text === undefined || findKey(text)) return;
      const { id, unexposedClaims, keyGroup } = providerOf(parts.issuer);
      const claim = parts.claim.toLowerCase();
      const known = unexposedClaims.find((other) => other.claim === claim);
      // Of a provider that AWS has no list for, only what is known to be hidden; a misspelt claim is another rule's.
      if (!known && (id === "generic" || keyGroup === undefined || isNearExposed(parts.issuer, claim))) return;
      const { instead } = known ?? {};
      const other = instead === undefined ? undefined : `${parts.issuer}:${instead}`;
      const fixes = () => [...(other === undefined ? [] : otherKeyFixes(condition, other)), ...removalFixes(condition)];
      if (other === undefined) report(span, "hidden", [parts.claim], { fixes });
      else report(span, "instead", [parts.claim, other], { fixes });
    },
  },
});

function isNearExposed(issuer: string, claim: string): boolean {
  const exposed = keysOfIssuer(issuer).map(({ key }) => key.claim);
  return nearest(claim, exposed) !== undefined;
}

/** Where the other key holds something else, an ID in place of a name, its value is left to fill in. */
function otherKeyFixes(condition: Condition, other: string): readonly Fix[] {
  const { pattern, example = "" } = findKey(other)?.key ?? {};
  const { texts } = testFor(condition);
  const fits = pattern === undefined || texts.every((text) => fitsPattern(pattern, text) !== false);
  const [fix] = keyFix(condition, other);
  if (!fix || fits) return fix ? [fix] : [];
  const value = string([placeholder("VALUE", example)]);
  return [{ ...fix, edits: [...fix.edits, { kind: "replace", target: condition.member.value, value }] }];
}
