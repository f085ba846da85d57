import { excludedActions } from "../policy/in-force.ts";
import type { Action, Statement } from "../policy/model.ts";
import { covers } from "./allowed-actions.ts";
import { not, some, type Truth } from "./truth.ts";

/**
 * Whether a statement is about an action, and how:
 * - `covered`: an entry of Action is, or its wildcards fit, the action · `excluded`: an entry of NotAction is or does
 * - `other`: no entry of Action does · `not-excluded`: none of NotAction does
 * - unknown, because of a `hole`, or because IAM `refused` such an element.
 */
export interface ActionVerdict {
  readonly holds: Truth;
  readonly why: "covered" | "other" | "excluded" | "not-excluded" | "hole" | "refused";
  /** The entry of Action that decided; undefined when none did. */
  readonly action: Action | undefined;
}

export function judgeAction(statement: Statement, name: string): ActionVerdict {
  const { action, actions, actionsKnown, notAction } = statement;
  if ((action === undefined) === (notAction === undefined))
    return { holds: undefined, why: "refused", action: undefined };
  if (notAction) return judgeNotAction(excludedActions(statement), name);
  const found = actions.find(({ text }) => text !== undefined && covers(text, name));
  if (found) return { holds: true, why: "covered", action: found };
  const unknown = actions.find(({ text }) => text === undefined);
  if (!unknown && actionsKnown) return { holds: false, why: "other", action: undefined };
  return { holds: undefined, why: actionsKnown ? "refused" : "hole", action: unknown };
}

function judgeNotAction(texts: readonly (string | undefined)[], name: string): ActionVerdict {
  const holds = not(some(texts.map((text) => (text === undefined ? undefined : covers(text, name)))));
  return { holds, why: holds === undefined ? "hole" : holds ? "not-excluded" : "excluded", action: undefined };
}
