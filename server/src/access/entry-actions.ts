import { actions } from "../catalog/index.ts";
import type { Statement } from "../policy/model.ts";
import { type Caller, callersOf } from "./caller.ts";

/** The actions by which a caller gets in: `sts:AssumeRole` for accounts and services, others for tokens and assertions. */
export function entryActionsOf(caller: Caller): readonly string[] {
  return actions()
    .filter(({ role, callers }) => role === "entry" && callers.includes(caller.kind))
    .map(({ name }) => name);
}

/** The actions that let the principals of a statement in, each once; `sts:AssumeRole` where they cannot be told. */
export function fittingActions(statement: Statement): readonly string[] {
  const fitting = [...new Set(callersOf(statement).flatMap(entryActionsOf))];
  return fitting.length > 0 ? fitting : ["sts:AssumeRole"];
}
