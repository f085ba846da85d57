import { testFor } from "../../access/admits.ts";
import { stsActionOf } from "../../access/allowed-actions.ts";
import { type Caller, callersOf } from "../../access/caller.ts";
import { presenceFor } from "../../access/conditions.ts";
import type { CallerKind } from "../../catalog/types.ts";
import type { Action, Condition, Statement } from "../../policy/model.ts";
import { type StatementPart, splitStatement } from "../../policy/split.ts";
import type { Fix } from "../define.ts";
import { entryAction } from "./action-fixes.ts";

/** Callers that use the same action and can share a statement: accounts and services, or the providers of one kind. */
export function familyOf(kind: CallerKind): string {
  return entryAction(kind);
}

/** Gives each kind of principal a statement with the actions and conditions that go with it. */
export function splitByKindFix(statement: Statement): readonly Fix[] {
  const families = new Map<string, Caller[]>();
  for (const caller of callersOf(statement)) {
    const family = familyOf(caller.kind);
    families.set(family, [...(families.get(family) ?? []), caller]);
  }
  const [first, ...others] = [...families].map(([entry, callers]) => partFor(statement, entry, callers));
  const edits =
    first && others.length > 0 && statement.principalsKnown ? splitStatement(statement, [first, ...others]) : undefined;
  if (!edits) return [];
  return [{ title: "Split into one statement per kind of principal", edits, safe: false, preferred: true }];
}

function partFor(statement: Statement, entry: string, callers: readonly Caller[]): StatementPart {
  const kinds = new Set(callers.map(({ kind }) => kind));
  const actions = statement.actions.filter((action) => {
    const found = stsActionOf(action);
    return found ? found.callers.some((kind) => kinds.has(kind)) : true;
  });
  return {
    principals: callers.map(({ principal }) => ({ principal })),
    actions: hasEntry(actions) ? actions : [entry, ...actions],
    conditions: statement.conditions.filter((condition) => concerns(condition, callers, entry)),
  };
}

function hasEntry(actions: readonly Action[]): boolean {
  return actions.some((action) => stsActionOf(action)?.role !== "companion");
}

/** Whether a test can say anything of these callers; what nobody knows stays with all of them. */
function concerns(condition: Condition, callers: readonly Caller[], entry: string): boolean {
  const test = testFor(condition);
  const reaches = !test.key || test.key.key.needsAction !== undefined || test.key.key.actions.includes(entry);
  return reaches && callers.some((caller) => presenceFor(test, caller) !== "never");
}
