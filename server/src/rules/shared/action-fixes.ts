import { callersOf } from "../../access/caller.ts";
import { actions, findService } from "../../catalog/index.ts";
import type { CallerKind } from "../../catalog/types.ts";
import { removeAction } from "../../policy/edit.ts";
import type { Action, Statement } from "../../policy/model.ts";
import type { Fix } from "../define.ts";

/** What the rules about actions share. */

/** The action by which a kind of caller takes a role. */
export function entryAction(kind: CallerKind): string {
  return actions().find(({ role, callers }) => role === "entry" && callers.includes(kind))?.name ?? "sts:AssumeRole";
}

/** The actions that the callers of a statement need, as far as they can be told. */
export function neededActions(statement: Statement): readonly string[] {
  const callers = callersOf(statement);
  const entries = callers.map(({ kind }) => entryAction(kind));
  const companions = callers.flatMap(({ service }) =>
    service === undefined ? [] : (findService(service)?.requiredActions ?? []),
  );
  return [...new Set([...entries, ...companions])];
}

/** Whether the statement names the action in so many words. */
export function namesAction({ actions }: Statement, name: string): boolean {
  return actions.some(({ text }) => text?.toLowerCase() === name.toLowerCase());
}

/** Takes the action out of its list. None when no action would be left. */
export function removeActionFix(action: Action, options: Partial<Fix> = {}): readonly Fix[] {
  const edit = removeAction(action);
  return edit ? [{ title: `Remove "${action.text ?? ""}"`, edits: [edit], safe: false, ...options }] : [];
}
