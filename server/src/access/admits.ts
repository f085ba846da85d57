import type { ResolvedKey } from "../catalog/types.ts";
import type { Condition, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import type { Caller } from "./caller.ts";
import { outcomeFor, type Test, testOf } from "./conditions.ts";

/**
 * What a statement demands of its callers. Everything here is cautious in one direction: what is not known (holes, unknown
 * keys) counts as if it narrowed, so that nothing is claimed to be open that may not be.
 */
/** A condition taken apart, once. */
export const testFor: (condition: Condition) => Test = oncePer(testOf);

export const testsOf = oncePer((statement: Statement): readonly Test[] => statement.conditions.map(testFor));

/** Whether the statement may demand something that cannot be seen. */
export function hasUnknownTests(statement: Statement): boolean {
  return !statement.conditionsKnown;
}

/**
 * Whether a test makes the caller show the key with a fitting value: it is positive, callers without the key do not pass, and a
 * value says more than "anything".
 */
export function demands(test: Test, caller: Caller): boolean {
  if (test.polarity !== "positive" || saysNothing(test)) return false;
  const outcome = outcomeFor(test, caller);
  if (outcome === "narrows" || outcome === "unknown" || outcome === "dead") return true;
  return outcome === "optional" && !test.ifExists && provenPresent(test, caller);
}

/** `"Null": { key: "false" }` beside a ForAllValues test closes the gap that it leaves. */
function provenPresent(test: Test, caller: Caller): boolean {
  return testsOf(test.condition.statement).some(
    (other) =>
      other.polarity === "null-false" &&
      other.key !== undefined &&
      other.key.spelling.toLowerCase() === test.key?.spelling.toLowerCase() &&
      outcomeFor(other, caller) !== "void",
  );
}

/** Every value fits: `*` under an operator that knows wildcards, or the only value that the key has. */
export function saysNothing(test: Test): boolean {
  const constant = test.key?.key.constant;
  if (constant !== undefined && test.polarity === "positive") return test.texts.includes(constant);
  if (!test.operator?.wildcards) return false;
  return test.texts.some((text) => /^\?*\*[*?]*$/.test(text)) || (test.valuesKnown && test.texts.length === 0);
}

/** Whether the statement demands a key of the caller, or may do so. */
export function requires(statement: Statement, caller: Caller, wanted: (key: ResolvedKey) => boolean): boolean {
  if (hasUnknownTests(statement)) return true;
  return testsOf(statement).some((test) => test.key !== undefined && wanted(test.key) && demands(test, caller));
}

/** Whether the statement tests a key in any way. */
export function mentions(statement: Statement, wanted: (key: ResolvedKey) => boolean): boolean {
  return hasUnknownTests(statement) || testsOf(statement).some((test) => test.key !== undefined && wanted(test.key));
}

/** No request of this caller can satisfy the statement. */
export function isDeadFor(statement: Statement, caller: Caller): boolean {
  return testsOf(statement).some((test) => outcomeFor(test, caller) === "dead");
}

/** Some test that is not void stands in the way of the caller. */
export function isNarrowedFor(statement: Statement, caller: Caller): boolean {
  if (hasUnknownTests(statement)) return true;
  return testsOf(statement).some((test) => {
    const outcome = outcomeFor(test, caller);
    return (outcome === "narrows" || outcome === "unknown" || outcome === "dead") && !saysNothing(test);
  });
}
