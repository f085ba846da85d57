import { findKey, issuerOfKey, keysOfIssuer, nearest, providerOf } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { isOwnPrefix, servicePrefix, suggestedKey } from "./shared/key-suggestion.ts";

export const keyUnknownService = defineRule({
  meta: {
    name: "key-unknown-service",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A key of sts:, iam:, saml: or of a known token issuer does not exist.",
    why: "No request carries a key that does not exist. In an Allow a plain test of it lets nobody in; a negated one, or one with IfExists, lets everybody pass.",
    advice: "Use a key that AWS documents for this prefix.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    ],
    messages: {
      unknown: (written: string, prefix: string) =>
        `AWS documents no key "${written}" for ${prefix}, so no request is known to carry it.`,
      meant: (written: string, right: string) => `AWS documents no key "${written}". Did you mean ${right}?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalID1": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-key-prefix-mismatch" }],
  },
  about: ["key:unknown"],
  on: {
    condition(condition, { report }) {
      const { text, span } = condition.key;
      if (text === undefined || findKey(text)) return;
      const claim = misspeltClaim(text);
      if (claim) {
        return report(span, "meant", [text, claim.right], {
          fixes: () => keyFix(condition, claim.right),
        });
      }
      const prefix = servicePrefix(text);
      if (prefix === undefined || prefix === "aws" || !isOwnPrefix(prefix)) return;
      const near = suggestedKey(condition);
      if (near === undefined) report(span, "unknown", [text, `${prefix}:`]);
      else report(span, "meant", [text, near], { fixes: () => keyFix(condition, near) });
    },
  },
});

/** A claim that is nearly one of those that AWS exposes for a known issuer, and that its tokens do not have themselves. */
function misspeltClaim(text: string): { readonly issuer: string; readonly right: string } | undefined {
  const parts = issuerOfKey(text);
  if (!parts) return undefined;
  const provider = providerOf(parts.issuer);
  const claim = parts.claim.toLowerCase();
  if (provider.id === "generic" || provider.keyGroup === undefined) return undefined;
  if (provider.unexposedClaims.some((known) => known.claim === claim)) return undefined;
  const right = nearest(
    parts.claim,
    keysOfIssuer(parts.issuer).map(({ key }) => key.claim),
  );
  return right === undefined ? undefined : { issuer: parts.issuer, right: `${parts.issuer}:${right}` };
}
