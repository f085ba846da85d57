import { findAction } from "../catalog/index.ts";
import type { StsAction } from "../catalog/types.ts";
import { matchesWildcards } from "../policy/match.ts";
import type { Action, Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import type { Caller } from "./caller.ts";

/** What the statements of a policy, taken together, let a caller do. Deny is not looked at. */

/** The action that an `Action` names; undefined for wildcards, holes and what is no sts action. */
export const stsActionOf = oncePer(({ text }: Action): StsAction | undefined =>
  text === undefined ? undefined : findAction(text),
);

/** Whether an action's text, with its wildcards, covers an action. Case does not count. */
export function covers(pattern: string, action: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether the statement itself names the action; undefined when a hole may do so. */
export function statementAllows(statement: Statement, action: string): boolean | undefined {
  if (statement.actions.some(({ text }) => text !== undefined && covers(text, action))) return true;
  return statement.actionsKnown && !statement.notAction ? false : undefined;
}

/** Whether the statement lets somebody in, as far as it can be told: not only tags and identities, not only holes. */
export function opensRole({ actions, actionsKnown, notAction }: Statement): boolean {
  const roles = actions.flatMap((action) => (action.text === undefined ? [] : (stsActionOf(action)?.role ?? "other")));
  if (!actionsKnown) return roles.includes("entry");
  return notAction !== undefined || roles.includes("entry") || roles.includes("other");
}

interface Grants {
  readonly texts: Set<string>;
  known: boolean;
}

const hidden = "hidden";

/** Whether some Allow of the policy names the action for this caller; undefined when it cannot be seen. */
export function policyAllows(policy: Policy, caller: Caller, action: string): boolean | undefined {
  const grants = grantsOf(policy);
  const found = keysOf(caller).flatMap((key) => grants.get(key) ?? []);
  if (found.some(({ texts }) => allows(texts, action))) return true;
  if (!policy.statementsKnown || found.some(({ known }) => !known)) return undefined;
  const unseen = grants.get(hidden);
  return unseen && (!unseen.known || allows(unseen.texts, action)) ? undefined : false;
}

function allows(texts: ReadonlySet<string>, action: string): boolean {
  if (texts.has(action.toLowerCase())) return true;
  for (const text of texts) if (covers(text, action)) return true;
  return false;
}

const grantsOf = oncePer((policy: Policy): ReadonlyMap<string, Grants> => {
  const grants = new Map<string, Grants>();
  for (const statement of policy.statements) {
    if (statement.allow === false) continue;
    for (const key of keysOfStatement(statement)) addGrant(grants, key, statement);
  }
  return grants;
});

function keysOfStatement(statement: Statement): readonly string[] {
  const keys = statement.principals.map(({ type, text }) => (text === undefined ? hidden : keyOf(type, text)));
  return statement.principalsKnown && !statement.notPrincipal ? keys : [...keys, hidden];
}

function addGrant(grants: Map<string, Grants>, key: string, statement: Statement): void {
  const grant = grants.get(key) ?? { texts: new Set<string>(), known: true };
  for (const { text } of statement.actions) if (text !== undefined) grant.texts.add(text.toLowerCase());
  if (!statement.actionsKnown || statement.notAction) grant.known = false;
  grants.set(key, grant);
}

/** The entries under which a caller is let in: its own, its account's and everybody's. */
function keysOf({ kind, principal, account }: Caller): readonly string[] {
  const own = principal.text === undefined ? [] : [keyOf(principal.type, principal.text)];
  if (kind !== "AWS") return own;
  return [...own, ...(account === undefined ? [] : [`AWS account ${account}`]), keyOf("AWS", "*")];
}

function keyOf(type: string | undefined, text: string): string {
  const account = type === "AWS" ? /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1] : undefined;
  return account === undefined ? `${type} ${text}` : `AWS account ${account}`;
}
