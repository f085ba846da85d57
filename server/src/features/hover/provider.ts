import { keysOfIssuer, nearestIssuer } from "../../catalog/index.ts";
import type { Provider } from "../../catalog/types.ts";
import { render } from "./card.ts";
import { bold, code, codeList } from "./markdown.ts";

/** A provider of OIDC tokens as one issuer of it is written. `parts` and `here` are Markdown. */
export function describeProvider(provider: Provider, issuer: string, parts?: string, here?: string): string {
  const generic = provider.id === "generic";
  const meant = generic ? nearestIssuer(issuer) : undefined;
  const claims = keysOfIssuer(issuer).map(({ key }) => key.claim);
  const required = provider.requiredClaims.map((claim) => (claim.includes(":") ? claim : `${issuer}:${claim}`));
  return render({
    name: generic ? code(issuer) : bold(provider.title),
    shape: ["OIDC provider", provider.builtin ? "known to IAM by name" : undefined],
    what: provider.shared
      ? `All customers share this issuer: only a condition on ${tellingClaim(provider)} tells your tokens from anybody's.`
      : "Whoever holds a token of this issuer can call; a condition on the subject says who.",
    more: [
      meant === undefined ? undefined : `Did you mean ${bold(meant)}?`,
      parts,
      claims.length === 0 ? undefined : `Condition keys: ${code(`${issuer}:`)} and a claim, ${codeList(claims, 12)}.`,
      required.length === 0 ? undefined : `IAM saves the policy only with a test of ${codeList(required)}.`,
      audiencesOf(provider),
    ],
    here: [here],
    caveat: provider.note,
    source: provider.source,
  });
}

/** The claim that tells the customers of a shared issuer apart. */
function tellingClaim({ requiredClaims, identityClaims }: Provider): string {
  const claim = requiredClaims[0] ?? identityClaims[0] ?? "sub";
  if (claim === "sub") return "the subject";
  return claim === "aud" ? "the audience" : claim;
}

function audiencesOf({ audiences }: Provider): string | undefined {
  const first = audiences[0];
  return first && `Audience: usually ${code(first.template.replace(/\$\{(\w+)\b[^}]*\}/g, "$1"))}.`;
}
