import { type Caller, callersOf } from "../../access/caller.ts";
import { type Outcome, outcomeFor, type Test } from "../../access/conditions.ts";
import { findKey } from "../../catalog/index.ts";
import type { CallerKind } from "../../catalog/types.ts";
import type { Fix, Yield } from "../define.ts";
import { keyFix } from "./condition-fixes.ts";

/** Rules that know more of a key than that no caller, or every caller, gets past it. */
export const ownRulesOfKeys: readonly Yield[] = [
  { rule: "service-irrelevant-key" },
  { rule: "source-key-with-non-service" },
  { rule: "action-key-unsupported" },
  { rule: "action-missing-for-key" },
  { rule: "oidc-key-prefix-mismatch" },
  { rule: "key-pointless" },
  { rule: "key-deprecated" },
  { rule: "key-untrustworthy" },
  { rule: "key-missing-tag-key" },
  { rule: "mfa-federated" },
  { rule: "saml-key-with-assumerole" },
];

/**
 * What a test comes to when it comes to the same for everybody whom its statement names; undefined where callers differ or are
 * not all known. `anyone` may be every kind of caller, and a claim of a token may stay with a session that assumes the next role.
 */
export function commonOutcome(test: Test): Outcome | undefined {
  const { statement } = test.condition;
  const callers = callersOf(statement);
  if (
    !statement.principalsKnown ||
    !statement.actionsKnown ||
    callers.length === 0 ||
    callers.length < statement.principals.length
  )
    return undefined;
  let common: Outcome | undefined;
  for (const caller of callers) {
    const unclear = caller.parsed?.form === "anyone" || (caller.kind === "AWS" && test.claim !== undefined);
    const outcome = unclear ? "unknown" : outcomeFor(test, caller);
    if (common !== undefined && outcome !== common) return undefined;
    common = outcome;
  }
  return common;
}

const words: Readonly<Record<CallerKind, string>> = {
  AWS: "accounts, users and roles",
  Service: "AWS services",
  OIDC: "bearers of OIDC tokens",
  SAML: "people who sign in with SAML",
};

/** The callers of the test's statement: "AWS services". */
export function callersInWords(test: Test): string {
  const kinds = new Set(callersOf(test.condition.statement).map(({ kind }) => kind));
  return [...kinds].map((kind) => words[kind]).join(" and ");
}

/** Offers the key that says the same about the kind of caller that the statement has. */
export function counterpartFixes(test: Test): readonly Fix[] {
  const kinds = new Set<CallerKind>(callersOf(test.condition.statement).map(({ kind }: Caller) => kind));
  const [kind] = kinds;
  const other = kinds.size === 1 && kind ? test.key?.key.counterpart[kind] : undefined;
  return other === undefined || !findKey(other) ? [] : keyFix(test.condition, other);
}
