import type { ConditionKey } from "../catalog/types.ts";
import { hasWildcard } from "../policy/match.ts";
import type { Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { demands, testsOf } from "./admits.ts";
import { type Caller, callersOf } from "./caller.ts";
import { outcomeFor, type Test } from "./conditions.ts";
import { areDenialsKnown, type Denial, denialsOf } from "./denial.ts";
import { entryActionsOf } from "./entry-actions.ts";
import { doubtsOf } from "./evaluate.ts";
import { judgeAction } from "./judge-action.ts";
import { some, type Truth } from "./truth.ts";

/** What a test can pin a caller to. */
export type Pin = NonNullable<ConditionKey["pins"]>;

/** What an Allow comes to for one of the callers that it names. */
export interface Admission {
  readonly statement: Statement;
  readonly caller: Caller;
  /** Whether an action by which such a caller gets in is among those allowed. */
  readonly enters: Truth;
  /** The tests that no request of the caller passes: with one of them the statement lets nobody in. */
  readonly dead: readonly Test[];
  /** The tests that make the caller carry a key with a fitting value, or may do so. */
  readonly demanded: readonly Test[];
  /** Those of them that make the caller show who it is. */
  readonly pins: readonly Pinning[];
  /** The tests that look as if they kept others out. */
  readonly hollow: readonly HollowTest[];
  /** What the Deny statements of the policy take away from it. */
  readonly denials: readonly Denial[];
  /** False where there are too many of them to look at each: then `denials` is empty, though any of it may be taken away. */
  readonly denialsKnown: boolean;
  /** Nothing that could demand more, or deny more, is a hole. */
  readonly known: boolean;
}

export interface Pinning {
  readonly pin: Pin;
  readonly test: Test;
  /** False where a hole, or a key that is not known well enough, may make less of it. */
  readonly certain: boolean;
}

/**
 * Why a test keeps less out than it seems to:
 * - `void`: every request of the caller passes, in most cases because it never carries the key
 * - `negated`: all pass who are not listed · `if-exists`, `for-all-values`: whoever lacks the key passes
 * - `presence`: any value will do · `anything`: so it will where a lone `*` is listed · `too-wide`: a wildcard where only a full
 *   value pins.
 */
export interface HollowTest {
  readonly test: Test;
  readonly why: "void" | "negated" | "if-exists" | "for-all-values" | "presence" | "anything" | "too-wide";
}

/** The admissions of all Allow statements, as far as their callers can be told. */
export const admissionsOf = oncePer((policy: Policy): readonly Admission[] =>
  policy.statements.filter(({ allow }) => allow === true).flatMap(admissionsBy),
);

/** The admissions of one Allow. */
export const admissionsBy = oncePer((statement: Statement): readonly Admission[] =>
  callersOf(statement).map((caller) => admissionOf(statement, caller)),
);

export function admissionOf(statement: Statement, caller: Caller): Admission {
  const tests = testsOf(statement);
  const denialsKnown = areDenialsKnown(statement.policy);
  return {
    statement,
    caller,
    enters: some(entryActionsOf(caller).map((name) => judgeAction(statement, name).holds)),
    dead: tests.filter((test) => outcomeFor(test, caller) === "dead"),
    demanded: demandedBy(statement, caller),
    pins: pinningsOf(statement, caller),
    hollow: tests.flatMap((test) => hollowOf(test, caller) ?? []),
    denials: denialsKnown ? denialsOf(statement.policy, caller) : [],
    denialsKnown,
    known: denialsKnown && isKnown(statement, caller),
  };
}

/** Whether an action lets the caller in, or may do so. IAM refuses a statement with no actions, or with both kinds of them. */
export function mayEnter({ enters, statement: { action, notAction } }: Admission): boolean {
  return enters !== false && (action === undefined) !== (notAction === undefined);
}

function isKnown(statement: Statement, { principal }: Caller): boolean {
  return doubtsOf(statement).length === 0 && statement.policy.statementsKnown && principal.text !== undefined;
}

/** What the statement pins a caller to; what may pin it counts as if it did. */
export function pinsOf(statement: Statement, caller: Caller): ReadonlySet<Pin> {
  return new Set(pinningsOf(statement, caller).map(({ pin }) => pin));
}

function pinningsOf(statement: Statement, caller: Caller): readonly Pinning[] {
  return demandedBy(statement, caller).flatMap((test) => {
    const pin = test.key?.key.pins;
    if (!pin) return [];
    return [{ pin, test, certain: test.valuesKnown && outcomeFor(test, caller) !== "unknown" }];
  });
}

function demandedBy(statement: Statement, caller: Caller): readonly Test[] {
  return testsOf(statement).filter((test) => demands(test, caller) && !isTooWide(test));
}

/** A pattern in a key that needs a full value pins nothing. */
function isTooWide(test: Test): boolean {
  return test.key?.key.sensitive === true && test.operator?.wildcards === true && test.texts.some(hasWildcard);
}

function hollowOf(test: Test, caller: Caller): HollowTest | undefined {
  const why = hollowness(test, caller);
  return why && { test, why };
}

function hollowness(test: Test, caller: Caller): HollowTest["why"] | undefined {
  const outcome = outcomeFor(test, caller);
  if (outcome === "dead" || outcome === "unknown") return undefined;
  if (outcome === "void") return "void";
  if (demands(test, caller)) return isTooWide(test) ? "too-wide" : undefined;
  if (test.operator?.family === "Null") return "presence";
  if (test.polarity === "negated") return "negated";
  if (test.ifExists) return "if-exists";
  return outcome === "optional" ? "for-all-values" : "anything";
}
