import { principalsInForce } from "../policy/in-force.ts";
import type { Policy, Principal, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { parsePrincipal } from "../policy/principal.ts";
import type { Pin } from "./admission.ts";
import { testsOf } from "./admits.ts";
import type { Caller } from "./caller.ts";
import { outcomeFor, type Test } from "./conditions.ts";
import { entryActionsOf } from "./entry-actions.ts";
import { doubtsOf } from "./evaluate.ts";
import { judgeAction } from "./judge-action.ts";
import { judgePrincipal } from "./judge-principal.ts";
import type { Requester } from "./request.ts";
import { every, some, type Truth } from "./truth.ts";

/** What a Deny takes away from what an Allow gives to a caller. A Deny that never concerns it is none. */
export interface Denial {
  readonly statement: Statement;
  /**
   * `all` of it · `some`: of some of those who come as this caller, or under the conditions in `tests` · `unknown`: nothing, or any
   * of it.
   */
  readonly takes: "all" | "some" | "unknown";
  /** The conditions under which it is taken. */
  readonly tests: readonly Test[];
  /** What is left to those who fit: `organization` where whoever is of another one is shut out. */
  readonly pins: ReadonlySet<Pin>;
}

/** What the Deny statements of a policy, and those that may be one, take away from a caller. */
export function denialsOf(policy: Policy, caller: Caller): readonly Denial[] {
  return denying(policy).flatMap((statement) => {
    const takes = takenBy(statement, caller);
    if (takes === "nothing") return [];
    const tests = testsOf(statement).filter((test) => outcomeFor(test, caller) !== "void");
    return [{ statement, takes, tests, pins: pinsOfDeny(statement) }];
  });
}

const denying = oncePer(({ statements }: Policy): readonly Statement[] =>
  statements.filter(({ allow }) => allow !== true),
);

/** So many comparisons of a caller with what a Deny holds take part of a second; hardly a policy of IAM's size has as many. */
const mostComparisons = 20_000;

/** Whether each caller can be set against each Deny in a time that somebody waits for. */
export const areDenialsKnown = oncePer((policy: Policy): boolean => {
  let callers = 0;
  for (const { allow, principals } of policy.statements) if (allow === true) callers += principals.length;
  let parts = 0;
  for (const { principals, conditions } of denying(policy)) parts += 1 + principals.length + conditions.length;
  return callers * parts <= mostComparisons;
});

/** What a Deny demands by shutting out everybody else: `StringNotEquals aws:PrincipalOrgID`. */
export function pinsOfDeny(statement: Statement): ReadonlySet<Pin> {
  const pins = testsOf(statement).flatMap(({ polarity, key }) => (polarity === "negated" ? (key?.key.pins ?? []) : []));
  return new Set(pins);
}

function takenBy(statement: Statement, caller: Caller): Denial["takes"] | "nothing" {
  const reach = reachOf(statement, caller);
  if (reach === "nobody") return "nothing";
  const outcomes = testsOf(statement).map((test) => outcomeFor(test, caller));
  const entries = entryActionsOf(caller).map((name) => judgeAction(statement, name).holds);
  if (outcomes.includes("dead") || some(entries) === false) return "nothing";
  const certain: Truth = every([
    statement.allow === false,
    doubtsOf(statement).length === 0,
    some(entries),
    reach !== "unknown",
    !outcomes.includes("unknown"),
  ]);
  if (certain !== true) return "unknown";
  return reach === "whole" && every(entries) === true && outcomes.every((one) => one === "void") ? "all" : "some";
}

type Reach = "whole" | "part" | "nobody" | "unknown";

/** How much of what a caller stands for (an account is many) a statement names. */
function reachOf(statement: Statement, caller: Caller): Reach {
  const { parsed, principal } = caller;
  if (!parsed || principal.text === undefined) return "unknown";
  if (parsed.form !== "anyone" && parsed.form !== "account" && parsed.form !== "root") {
    const { holds, why } = judgePrincipal(statement, { type: typeOf(caller), text: principal.text });
    if (holds === undefined) return why === "session" ? "part" : "unknown";
    return holds ? "whole" : "nobody";
  }
  const reaches = principalsInForce(statement).map((entry) => reachOfEntry(entry, caller));
  const best = (["whole", "part", "unknown"] as const).find((reach) => reaches.includes(reach));
  return best ?? (statement.principalsKnown && !statement.notPrincipal ? "nobody" : "unknown");
}

function typeOf({ kind }: Caller): Requester["type"] {
  return kind === "AWS" || kind === "Service" ? kind : "Federated";
}

/** The same for one entry and a caller that is everybody or an account. */
function reachOfEntry({ type = "AWS", text }: Principal, { parsed }: Caller): Reach {
  if (text === undefined) return "unknown";
  if (type !== "AWS") return "nobody";
  const entry = parsePrincipal(type, text);
  if (entry.form === "anyone") return "whole";
  if (entry.account === undefined || entry.form === "malformed") return "unknown";
  if (parsed?.form === "anyone") return "part";
  if (entry.account !== parsed?.account || differ(entry.partition, parsed.partition)) return "nobody";
  return entry.form === "account" || entry.form === "root" ? "whole" : "part";
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
