import { isDeadFor, testFor, testsOf } from "../../access/admits.ts";
import { stsActionOf } from "../../access/allowed-actions.ts";
import { type Caller, callersOf } from "../../access/caller.ts";
import type { Test } from "../../access/conditions.ts";
import { sameIssuer, sharesHost } from "../../access/issuer.ts";
import type { Provider } from "../../catalog/types.ts";
import type { Condition, Statement } from "../../policy/model.ts";
import { type FactHolder, oncePer } from "../../policy/once-per.ts";

/** A provider of OIDC tokens that a statement trusts. */
export interface Federation extends FactHolder {
  readonly statement: Statement;
  readonly caller: Caller;
  readonly issuer: string;
  readonly provider: Provider;
}

/** The providers of OIDC tokens among the principals, as far as their issuers are known. */
export const federationsOf = oncePer((statement: Statement): readonly Federation[] => {
  const found: Federation[] = [];
  for (const caller of callersOf(statement)) {
    const { kind, issuer, provider } = caller;
    if (kind !== "OIDC" || !issuer || !provider || !isHost(issuer)) continue;
    found.push({ facts: undefined, statement, caller, issuer, provider });
  }
  return found;
});

/** Text that is still to be filled in is no issuer: `$OIDC_PROVIDER`, `<issuer>`, `MyProvider`. */
export function isHost(issuer: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(\/[^\s<>{}$*]*)?$/i.test(issuer);
}

/**
 * The providers whose tokens an Allow lets in, where everything is known that a missing test could hide in. Empty too where a
 * test stands under another issuer's prefix: that fault has a rule of its own.
 */
export const openFederations = oncePer((statement: Statement): readonly Federation[] => {
  const federations = federationsOf(statement);
  if (federations.length === 0 || !statement.allow || !statement.conditionsKnown) return [];
  if (!statement.actionsKnown || !letsIn(statement)) return [];
  if (statement.conditions.some((condition) => foreignIssuer(condition, federations) !== undefined)) return [];
  return federations.filter(({ caller }) => !isDeadFor(statement, caller));
});

/** Whether the actions of a statement may let anybody in: false only when all of them are for something else. */
export function letsIn(statement: Statement): boolean {
  if (!statement.actionsKnown || statement.notAction || statement.actions.length === 0) return true;
  return statement.actions.some((action) => (stsActionOf(action)?.role ?? "entry") === "entry");
}

/** The tests of a claim of this provider, whatever they ask for. */
export function claimTests(federation: Federation, claim: string): readonly Test[] {
  const wanted = claim.toLowerCase();
  if (wanted.includes(":")) {
    return testsOf(federation.statement).filter(({ condition }) => condition.key.text?.toLowerCase() === wanted);
  }
  return ownTests(federation).filter((test) => test.claim?.claim.toLowerCase() === wanted);
}

/** The tests of claims of this provider. */
const ownTests = oncePer(({ statement, issuer }: Federation): readonly Test[] =>
  testsOf(statement).filter(({ claim }) => claim !== undefined && isNear(claim.issuer, issuer)),
);

/** Whether the statement tests any claim of this provider. */
export function testsAnyClaim(federation: Federation): boolean {
  return ownTests(federation).length > 0;
}

/** The issuer that a condition's key names, when it is none of those that the statement trusts. */
export function foreignIssuer(condition: Condition, federations: readonly Federation[]): string | undefined {
  const parts = testFor(condition).claim;
  if (!parts || federations.length === 0) return undefined;
  if (/^https?:\/\//i.test(parts.issuer)) return parts.issuer;
  return federations.some(({ issuer }) => isNear(parts.issuer, issuer)) ? undefined : parts.issuer;
}

/** Equal, or equal but for the path of an enterprise, which has a rule of its own. */
function isNear(one: string, other: string): boolean {
  return sameIssuer(one, other) || sharesHost(one, other);
}

/** Whether one of these claims is tested for its value, in whatever way. */
export function testsOneOf(federation: Federation, claims: readonly string[]): boolean {
  return claims.some((claim) => claimTests(federation, claim).some(({ operator }) => operator?.family !== "Null"));
}
