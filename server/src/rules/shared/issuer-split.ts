import { callersOf } from "../../access/caller.ts";
import type { Statement } from "../../policy/model.ts";
import { type StatementPart, splitStatement } from "../../policy/split.ts";
import type { Fix } from "../define.ts";
import { type Federation, federationsOf, foreignIssuer, testsOneOf } from "./federation.ts";
import { usualTests } from "./federation-fixes.ts";

/** Gives each issuer of tokens a statement of its own: with the tests of its claims, and with the usual ones where it has none. */
export function splitByIssuerFix(statement: Statement): readonly Fix[] {
  const federations = federationsOf(statement);
  if (!statement.principalsKnown || federations.length < callersOf(statement).length) return [];
  if (federations.length < statement.principals.length) return [];
  const byIssuer = new Map<string, Federation[]>();
  for (const federation of federations) {
    const issuer = federation.issuer.toLowerCase();
    byIssuer.set(issuer, [...(byIssuer.get(issuer) ?? []), federation]);
  }
  const [first, ...others] = [...byIssuer.values()].map((group) => partFor(statement, group));
  const edits = first && others.length > 0 ? splitStatement(statement, [first, ...others]) : undefined;
  return edits ? [{ title: "Split into one statement per provider", edits, safe: false, preferred: true }] : [];
}

function partFor(statement: Statement, group: readonly Federation[]): StatementPart {
  const [first] = group;
  const isTested = first !== undefined && testsOneOf(first, first.provider.identityClaims);
  return {
    principals: group.map(({ caller }) => ({ principal: caller.principal })),
    conditions: statement.conditions.filter((condition) => foreignIssuer(condition, group) === undefined),
    added: first && !isTested ? usualTests(first) : [],
  };
}
