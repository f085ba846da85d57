import { findAction } from "../../catalog/index.ts";
import type { Action } from "../../policy/model.ts";

/** An action on a role: assuming it, and tags, identity and context of the session. */
export function isRoleAction({ text = "" }: Action): boolean {
  if (/^sts:(\*|assumerole\*)$/i.test(text)) return true;
  const action = findAction(text);
  return action !== undefined && action.role !== "inapplicable";
}
