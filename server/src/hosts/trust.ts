import { itemsOf, memberNamed, type ObjectValue, type Value } from "../tree/value.ts";

/** What counts as a trust policy by what it says, whatever notation it is written in. */

/** The actions that a trust policy is about: assuming a role, and tags, identity and context of the session. */
const roleAction = /^sts:(assumerole|tagsession|setsourceidentity|setcontext|\*$)/i;
const otherAction = /^(?!sts:)/i;

/**
 * A policy whose statements name a principal and at least one action on a role. Policies of resources, services and
 * organizations, endpoint policies and permissions policies are something else.
 */
export function isTrustPolicy(value: Value): boolean {
  if (value.kind !== "object") return false;
  const statement = memberNamed(value, "Statement")?.value;
  if (!statement) return false;
  return itemsOf(statement).some((item) => item.kind === "object" && isTrustStatement(item));
}

function isTrustStatement(statement: ObjectValue): boolean {
  const principal = memberNamed(statement, "Principal") ?? memberNamed(statement, "NotPrincipal");
  if (!principal) return false;
  const actions = memberNamed(statement, "Action") ?? memberNamed(statement, "NotAction");
  const items = actions ? itemsOf(actions.value) : [];
  return items.some((item) => isText(item, roleAction)) && !isBoundary(statement, principal.value, items);
}

/** Everybody, or another service's actions, on a Resource: a resource control policy or the policy of a VPC endpoint. */
function isBoundary(statement: ObjectValue, principal: Value, actions: readonly Value[]): boolean {
  if (!memberNamed(statement, "Resource") && !memberNamed(statement, "NotResource")) return false;
  if (actions.some((action) => isText(action, otherAction))) return true;
  if (isText(principal, /^\*$/)) return true;
  if (principal.kind !== "object") return false;
  const aws = memberNamed(principal, "AWS")?.value;
  return aws !== undefined && itemsOf(aws).some((item) => isText(item, /^\*$/));
}

function isText(value: Value, pattern: RegExp): boolean {
  return value.kind === "string" && value.text !== undefined && pattern.test(value.text);
}
