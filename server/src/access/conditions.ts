import { findKey, findOperator, findOperatorIgnoringCase, issuerOfKey, presenceOf } from "../catalog/index.ts";
import type { Operator, Presence, ResolvedKey } from "../catalog/types.ts";
import type { Condition } from "../policy/model.ts";
import { type FactHolder, oncePer } from "../policy/once-per.ts";
import type { Value } from "../tree/value.ts";
import type { Caller } from "./caller.ts";
import { sameIssuer, sharesHost } from "./issuer.ts";

/** `token.actions.githubusercontent.com` and `sub`. */
export interface Claim {
  readonly issuer: string;
  readonly claim: string;
}

/** A condition with what the catalogue knows of it. */
export interface Test extends FactHolder {
  readonly condition: Condition;
  readonly key: ResolvedKey | undefined;
  /** The issuer and the claim that the key names, as written; undefined when it names none. */
  readonly claim: Claim | undefined;
  readonly operator: Operator | undefined;
  readonly polarity: "positive" | "negated" | "null-true" | "null-false";
  readonly ifExists: boolean;
  readonly setOperator: "ForAllValues" | "ForAnyValue" | undefined;
  /** The values that are plain texts; numbers and booleans as they print. */
  readonly texts: readonly string[];
  /** No value is, or contains, a hole. */
  readonly valuesKnown: boolean;
}

/**
 * What a test comes to for one kind of caller:
 * - `dead`: it never holds · `void`: it always holds
 * - `optional`: callers that lack the key pass it · `narrows`: the key has to be there and to fit (or not to fit)
 * - `unknown`: nothing can be said.
 */
export type Outcome = "dead" | "void" | "optional" | "narrows" | "unknown";

export function testOf(condition: Condition): Test {
  const name = condition.key.text;
  const { base, ifExists = false, setOperator } = condition.operator.name ?? {};
  const operator = base === undefined ? undefined : (findOperator(base) ?? findOperatorIgnoringCase(base));
  const texts: string[] = [];
  for (const value of condition.values) {
    const text = textOf(value);
    if (text !== undefined) texts.push(text);
  }
  return {
    facts: undefined,
    condition,
    key: name === undefined ? undefined : findKey(name),
    claim: name === undefined ? undefined : issuerOfKey(name),
    operator,
    polarity: polarityOf(operator, texts),
    ifExists,
    setOperator,
    texts,
    valuesKnown: texts.length === condition.values.length,
  };
}

/** The text of a value that is one; numbers and booleans as they print. */
export function textOf(value: Value): string | undefined {
  if (value.kind === "string" || value.kind === "number") return value.text;
  return value.kind === "boolean" ? String(value.value) : undefined;
}

function polarityOf(operator: Operator | undefined, texts: readonly string[]): Test["polarity"] {
  if (operator?.family === "Null") return texts[0]?.toLowerCase() === "true" ? "null-true" : "null-false";
  return operator?.negated ? "negated" : "positive";
}

/** Whether a Null has one known answer, however often it is listed. */
function asksOneThing({ texts, valuesKnown }: Test): boolean {
  const [answer, ...others] = new Set(texts.map((text) => text.toLowerCase()));
  return valuesKnown && others.length === 0 && (answer === "true" || answer === "false");
}

/** Whether the context of a caller has the key of a test. */
export function presenceFor(test: Test, caller: Caller): Presence {
  if (!test.key) return "unknown";
  const issuer = test.claim?.issuer;
  if (issuer !== undefined && caller.kind === "OIDC") {
    if (caller.issuer === undefined) return "unknown";
    if (!sameIssuer(issuer, caller.issuer)) return sharesHost(issuer, caller.issuer) ? "unknown" : "never";
    return presenceOf(test.key.key, { kind: caller.kind });
  }
  return presenceOf(test.key.key, caller);
}

/**
 * What a test comes to for a caller, by the presence of its key alone. In an Allow, `dead` shuts the caller out and `void` lets
 * it pass; in a Deny the two change places.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function outcomeFor(test: Test, caller: Caller): Outcome {
  const last = lastOutcomeOf(test);
  if (last.caller !== caller) {
    last.caller = caller;
    last.outcome = decide(test, caller);
  }
  return last.outcome;
}

/** Most statements have one caller, and many rules ask what a test comes to for it. */
interface LastOutcome {
  caller: Caller | undefined;
  outcome: Outcome;
}

const lastOutcomeOf = oncePer((_: Test): LastOutcome => ({ caller: undefined, outcome: "unknown" }));

function decide(test: Test, caller: Caller): Outcome {
  if (!test.operator || (test.operator.family === "Null" && !asksOneThing(test))) return "unknown";
  const presence = presenceFor(test, caller);
  if (presence === "unknown") return "unknown";
  if (test.polarity === "null-true") return presence === "never" ? "void" : presence === "always" ? "dead" : "narrows";
  if (test.polarity === "null-false") return presence === "never" ? "dead" : presence === "always" ? "void" : "narrows";
  const negated = test.polarity === "negated" && test.setOperator !== "ForAnyValue";
  const passesWithoutKey = negated || test.ifExists || test.setOperator === "ForAllValues";
  if (presence === "never") return passesWithoutKey ? "void" : "dead";
  return passesWithoutKey && presence === "sometimes" ? "optional" : "narrows";
}
