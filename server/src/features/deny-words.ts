import { type Admission, admissionsOf, mayEnter } from "../access/admission.ts";
import { testsOf } from "../access/admits.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { entryActionsOf } from "../access/entry-actions.ts";
import { judgeAction } from "../access/judge-action.ts";
import { some } from "../access/truth.ts";
import { hidesPrincipals } from "../policy/hidden.ts";
import type { Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { accountWords } from "./account-words.ts";
import { clause, conditionWords, few } from "./condition-words.ts";

/** `but never anyone, if …`: what the statements that deny take away from those whom others let in. */
export const deniedBy = oncePer((policy: Policy): readonly string[] => {
  const tests = testsByDeny(policy);
  return policy.statements.flatMap((statement) => {
    const concerned = tests === "all" ? testsOf(statement) : tests.get(statement);
    const denied = concerned && wordsOf(statement, [...concerned]);
    return denied === undefined ? [] : [`but never ${denied}`];
  });
});

/** Whom a statement keeps out: `anyone, if …`. Undefined when it allows, or forbids no more than to pass tags, say. */
export function deniedWords(statement: Statement): string | undefined {
  return wordsOf(statement, testsOf(statement));
}

/** `statement "Freeze"`, or which one it is of all: `statement 2`. */
export function nameOfStatement({ sid, index }: Statement): string {
  const name = sid?.value.kind === "string" ? sid.value.text : undefined;
  return `statement ${name ? `"${name}"` : index + 1}`;
}

/** The Deny statements that concern somebody who is let in, with the conditions that count for him; `all` where it cannot be told. */
function testsByDeny(policy: Policy): ReadonlyMap<Statement, ReadonlySet<Test>> | "all" {
  const hidden = policy.statements.some((one) => one.allow === true && hidesPrincipals(one));
  const admissions = admissionsOf(policy).filter(isLetIn);
  if (hidden || !policy.statementsKnown || admissions.some(({ denialsKnown }) => !denialsKnown)) return "all";
  const found = new Map<Statement, Set<Test>>();
  for (const { statement, tests } of admissions.flatMap(({ denials }) => denials)) {
    const known = found.get(statement) ?? new Set();
    for (const test of tests) known.add(test);
    found.set(statement, known);
  }
  return found;
}

function isLetIn(admission: Admission): boolean {
  const { dead, denials } = admission;
  return mayEnter(admission) && dead.length === 0 && denials.every(({ takes }) => takes !== "all");
}

function wordsOf(statement: Statement, tests: readonly Test[]): string | undefined {
  if (statement.allow !== false) return undefined;
  const callers = callersOf(statement);
  const denied = callers.filter((caller) => forbidsEntry(statement, caller));
  if (denied.length === 0 && callers.length > 0) return undefined;
  const who = few([...new Set(denied.map(nameOf))], ", ") || "principals";
  return (
    who +
    clause(", if ", few(tests.map(conditionWords), " and ")) +
    (statement.conditionsKnown ? "" : ", under conditions known at deployment")
  );
}

/** Some action of the statement assumes the role for such a caller; unknown actions may. */
function forbidsEntry(statement: Statement, caller: Caller): boolean {
  return some(entryActionsOf(caller).map((name) => judgeAction(statement, name).holds)) !== false;
}

function nameOf({ kind, parsed, principal, provider }: Caller): string {
  if (parsed?.form === "anyone") return "anyone";
  if (kind === "OIDC" && provider && provider.id !== "generic") return provider.title;
  if (parsed?.account !== undefined && (parsed.form === "account" || parsed.form === "root")) {
    return accountWords(parsed.account);
  }
  return principal.text ?? "a principal known at deployment";
}
