import type { Admission, HollowTest } from "../access/admission.ts";
import { saysNothing } from "../access/admits.ts";
import type { Test } from "../access/conditions.ts";
import { doubtsOf } from "../access/evaluate.ts";
import { clause, comparison, conditionWords, few, keyOf, valuesOf } from "./condition-words.ts";

/**
 * What follows on who gets in: the conditions that no other word has told. A test that keeps less out than it seems to is told by
 * what it lets in: `, with an external ID, if aws:SourceVpc is vpc-1, except if aws:PrincipalTag/team is guest`.
 */
export function suffixWords(admission: Admission, rest: readonly Test[]): string {
  const why = new Map(admission.hollow.map((hollow) => [hollow.test, hollow.why]));
  const demanded = new Set(admission.demanded.map(comparableKey));
  const parts: Readonly<Record<Manner, string[]>> = { with: [], if: [], except: [], also: [] };
  for (const test of rest) {
    const reason = why.get(test);
    // Where a fitting value is demanded, it goes without saying that there is one.
    if (reason === "presence" && test.polarity === "null-false" && demanded.has(comparableKey(test))) continue;
    const manner = mannerOf(test, reason);
    if (manner !== undefined) parts[manner].push(told[manner](test, reason));
  }
  return [
    clause(", with ", few(parts.with, " and ")),
    clause(", if ", few(parts.if, " and ")),
    clause(", except if ", few(parts.except, " or ")),
    clause(", also without ", few(parts.also, " or ")),
    doubtWords(admission),
  ].join("");
}

type Manner = "with" | "if" | "except" | "also";

function mannerOf(test: Test, why: HollowTest["why"] | undefined): Manner | undefined {
  switch (why) {
    case undefined:
      return isExternalId(test) ? "with" : "if";
    case "void":
      return undefined;
    case "negated":
      return test.setOperator === "ForAnyValue" || saysNothing(test) ? "if" : "except";
    case "if-exists":
    case "for-all-values":
      return saysNothing(test) ? undefined : "also";
    case "presence":
      return test.polarity === "null-true" ? "if" : "with";
    default:
      return "with";
  }
}

const told: Readonly<Record<Manner, (test: Test, why: HollowTest["why"] | undefined) => string>> = {
  with: withWords,
  if: conditionWords,
  except: (test) => `${keyOf(test)} ${comparison(test, false)}`,
  also: (test) => `${keyOf(test)} (else it ${comparison(test)})`,
};

function withWords(test: Test, why: HollowTest["why"] | undefined): string {
  if (why === undefined) return "an external ID";
  return `any ${keyOf(test)}${why === "too-wide" ? ` like ${valuesOf(test)}` : ""}`;
}

function isExternalId({ key, polarity }: Test): boolean {
  return key?.key.valueKind === "external-id" && polarity === "positive";
}

function comparableKey(test: Test): string {
  return keyOf(test).toLowerCase();
}

/** What a statement may demand besides, or whether it is there at all. */
function doubtWords({ enters, statement }: Admission): string {
  const hidden = [enters === undefined ? ["actions"] : [], statement.conditionsKnown ? [] : ["conditions"]].flat();
  const doubt = hidden.length > 0 ? `, under ${hidden.join(" and ")} known at deployment` : "";
  return doubtsOf(statement).includes("conditional") ? `${doubt}, if the template says so` : doubt;
}
