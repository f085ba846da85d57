import { findKey } from "../catalog/index.ts";
import type { ResolvedKey } from "../catalog/types.ts";
import { parseArn } from "../policy/arn.ts";
import type { Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { type Pin, pinsOf } from "./admission.ts";
import { demands, hasUnknownTests, isDeadFor, isNarrowedFor, testsOf } from "./admits.ts";
import { type Caller, callerOf } from "./caller.ts";
import { outcomeFor, type Test } from "./conditions.ts";
import { pinsOfDeny } from "./denial.ts";

/**
 * How open an Allow for everybody is:
 * - `open`: nothing keeps anybody out · `weak`: something does, but not by who the caller is
 * - `network`: only a VPC or its endpoint lets in · `pinned`: an account, organization or identity is demanded
 * - `nobody`: no request can satisfy it · `unknown`: nothing can be said.
 */
export type Exposure = "open" | "weak" | "network" | "pinned" | "nobody" | "unknown";

export function exposureOf(statement: Statement, caller: Caller): Exposure {
  if (hasUnknownTests(statement)) return "unknown";
  if (isDeadFor(statement, caller)) return "nobody";
  const tests = testsOf(statement).filter((test) => demands(test, caller));
  if (tests.some((test) => !test.key || !test.operator || mayBeConstant(test))) return "unknown";
  if (pinsCaller(statement, caller, tests) || keepsOthersOut(statement.policy, "pinned")) return "pinned";
  if (tests.some((test) => isNetwork(test.key))) return "network";
  const narrowed = isNarrowedFor(statement, caller) || testsOf(statement).some((test) => isSomething(test, caller));
  return narrowed || keepsOthersOut(statement.policy, "any") ? "weak" : "open";
}

/** What is filled in later may be the only value that the key has. */
function mayBeConstant({ key, valuesKnown }: Test): boolean {
  return key?.key.constant !== undefined && !valuesKnown;
}

/** A test that some callers pass only because they lack the key: better than nothing, but not much. */
function isSomething(test: Test, caller: Caller): boolean {
  return outcomeFor(test, caller) === "optional";
}

function pinsCaller(statement: Statement, caller: Caller, tests: readonly Test[]): boolean {
  const pins = pinsOf(statement, caller);
  if (pins.has("account") || pins.has("organization")) return true;
  return tests.some((test) => (test.key?.key.pins === "arn" && namesSomebody(test)) || comparesOwner(test));
}

/** Every value begins with who it is: the account of an ARN, the unique ID of a user or role. */
function namesSomebody({ texts, key }: Test): boolean {
  if (key?.key.type !== "ARN") return texts.every((text) => !/^[^:]{0,5}[*?]/.test(text));
  return texts.every((text) => {
    const account = parseArn(text)?.account ?? "";
    return /^\d{12}$/.test(account) || text.includes("${");
  });
}

/** The role's own account or organization compared with the caller's: `aws:ResourceOrgID` = `${aws:PrincipalOrgID}`. */
function comparesOwner({ texts, key, valuesKnown }: Test): boolean {
  if (!key?.key.name.startsWith("aws:Resource")) return false;
  if (!valuesKnown || texts.length === 0) return !valuesKnown;
  return texts.every((text) => {
    const variable = /^\$\{([^},]+)\}$/.exec(text)?.[1];
    const pins = variable === undefined ? undefined : findKey(variable.trim())?.key.pins;
    return pins === "account" || pins === "organization";
  });
}

function isNetwork(key: ResolvedKey | undefined): boolean {
  return key?.key.valueKind === "vpc" || key?.key.valueKind === "vpc-endpoint";
}

interface Exclusion {
  readonly pins: ReadonlySet<Pin>;
  readonly any: boolean;
}

function keepsOthersOut(policy: Policy, how: "pinned" | "any"): boolean {
  const { pins, any } = exclusionOf(policy);
  return how === "any" ? any : pins.has("account") || pins.has("organization") || pins.has("arn");
}

/** Whether a Deny of the policy, for services too, shuts out who comes from elsewhere. */
export function deniesOtherSources(policy: Policy): boolean {
  return exclusionOf(policy).pins.has("source");
}

/** What the Deny statements demand by shutting out everybody else: `StringNotEquals aws:PrincipalOrgID`. */
const exclusionOf = oncePer((policy: Policy): Exclusion => {
  const pins = new Set<Pin>();
  let any = !policy.statementsKnown;
  for (const statement of policy.statements) {
    if (statement.allow === true || !isBroad(statement)) continue;
    any = true;
    // What may be a Deny may shut out anybody.
    if (statement.allow === undefined) for (const pin of ["organization", "source"] as const) pins.add(pin);
    for (const pin of pinsOfDeny(statement)) pins.add(pin);
  }
  return { pins, any };
});

/** A Deny that is not about single identities. */
function isBroad(statement: Statement): boolean {
  if (!statement.principalsKnown) return true;
  return statement.principals.some((principal) => {
    const caller = callerOf(principal);
    return principal.text === "*" || caller?.kind === "Service";
  });
}
