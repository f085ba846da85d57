import { sameIssuer } from "../access/issuer.ts";
import { issuerOfKey, nearestIssuer } from "../catalog/index.ts";
import type { Condition } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { type Federation, federationsOf, foreignIssuer } from "./shared/federation.ts";

export const oidcKeyPrefixMismatch = defineRule({
  meta: {
    name: "oidc-key-prefix-mismatch",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A condition key names another token issuer than the principal.",
    why: "The claims of a token become condition keys that begin with its issuer, letter by letter as it stands behind oidc-provider/. A key with another issuer is never in the request, so the test does not come out as it is meant.",
    advice: "Begin the key with exactly what stands behind oidc-provider/ in the principal.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      other: (issuer: string) =>
        `No request carries this key: tokens of the principal come from ${issuer}. Begin the key with that issuer.`,
      principal: (issuer: string, meant: string) =>
        `No request carries this key: tokens of the principal come from ${issuer}. The key is right; write ${meant} in the principal.`,
      several: (written: string) =>
        `No request carries this key: none of the principals is the issuer "${written}". Begin it with the issuer of a principal.`,
      scheme: (written: string, issuer: string) =>
        `No request carries a key that begins with "${written}": a scheme is no part of it. Begin it with ${issuer}:.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "idp.example.com:sub": "deployer" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" } } }`,
      },
    ],
    // The issuer of the principal is broken: it is what has to change.
    yieldsTo: [{ rule: "irsa-issuer-id", within: "statement" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      const federations = federationsOf(statement);
      // A session of another role may still carry claims; a principal that is not known may be the issuer.
      if (!statement.principalsKnown || federations.length < statement.principals.length) return;
      const [first, ...others] = federations;
      if (!first) return;
      for (const condition of statement.conditions) {
        const written = foreignIssuer(condition, federations);
        if (written === undefined) continue;
        const right = others.length === 0 ? first.issuer : rightIssuer(written, federations);
        const fixes = () => (right === undefined ? [] : prefixFixes(condition, right));
        const related = federations.map(({ caller, issuer }) => ({
          span: caller.principal.source.span,
          message: `The issuer of this principal is ${issuer}.`,
        }));
        const options = { fixes, related };
        const at = condition.key.span;
        if (others.length === 0 && isTypo(first, written))
          report(at, "principal", [first.issuer, written], { related });
        else if (right === undefined) report(at, "several", [written], options);
        else if (sameIssuer(written, right)) report(at, "scheme", [written, right], options);
        else report(at, "other", [right], options);
      }
    },
  },
});

function rightIssuer(written: string, federations: readonly Federation[]): string | undefined {
  return federations.find(({ issuer }) => sameIssuer(issuer, written))?.issuer;
}

/** The key is right and the principal is misspelt: then the principal is what has to change. */
function isTypo({ issuer }: Federation, written: string): boolean {
  const meant = nearestIssuer(issuer);
  return meant !== undefined && sameIssuer(meant, written);
}

function prefixFixes(condition: Condition, issuer: string) {
  const parts = condition.key.text === undefined ? undefined : issuerOfKey(condition.key.text);
  if (!parts) return [];
  const right = `${issuer}:${parts.claim}`;
  return keyFix(condition, right, { title: `Change to "${right}"` });
}
