import { callersOf } from "../../access/caller.ts";
import { actions, findService } from "../../catalog/index.ts";
import type { CallerKind } from "../../catalog/types.ts";
import { removeAction } from "../../policy/edit.ts";
import type { Action, Statement } from "../../policy/model.ts";
import { array, string } from "../../tree/edit.ts";
import type { Fix } from "../define.ts";
import { valueFix } from "./condition-fixes.ts";

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

/** Puts what the principals need in the place of an action that is none; it goes where they have all that already. */
export function neededActionFixes(action: Action): readonly Fix[] {
  const { statement, source } = action;
  const missing = neededActions(statement).filter((name) => !namesAction(statement, name));
  if (missing.length === 0) return removeActionFix(action, { preferred: true });
  const [only, more] = missing;
  if (only === undefined) return [];
  if (more === undefined) return [valueFix(source, only)];
  if (statement.action?.value !== source) return [valueFix(source, only), ...removeActionFix(action)];
  const edit = { kind: "replace", target: source, value: array(missing.map(string)) } as const;
  return [{ title: `Change to ${missing.join(", ")}`, edits: [edit], safe: false, preferred: true }];
}
