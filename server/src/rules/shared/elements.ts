import { findElement, nearestElement } from "../../catalog/index.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import type { Policy, Statement } from "../../policy/model.ts";
import type { Member } from "../../tree/value.ts";
import type { Place } from "../define.ts";

/** What the rules about missing and misspelt elements share. */

/** The element that an unknown member is probably meant as: by its name, or a principal by what it holds. */
export function meantElement({ key, value }: Member, of: PolicyElement["of"]): PolicyElement | undefined {
  const near = key.text === undefined ? undefined : nearestElement(key.text, of);
  if (near || of !== "statement" || value.kind !== "object" || value.members.length === 0) return near;
  const holdsPrincipals = value.members.every((member) => findElement(member.key.text ?? "", "principal"));
  return holdsPrincipals ? findElement("Principal", "statement") : undefined;
}

/** One of the unknown members is meant as this element: then it is misspelt, not missing. */
export function isMisspelt(unknown: readonly Member[], name: string, of: PolicyElement["of"]): boolean {
  return unknown.some((member) => meantElement(member, of)?.name === name);
}

/** Whether it can be said that a statement lacks an element: it has others, and none of its keys is a hole. */
export function canLack(statement: Statement, name: string): boolean {
  const { members } = statement.source;
  if (members.length === 0 || members.some(({ key }) => key.text === undefined || isMacro(key.text))) return false;
  return !isMisspelt(statement.unknown, name, "statement");
}

/** Whether it can be said that a policy lacks an element: nothing of the text was lost, and none of its keys is a hole. */
export function canPolicyLack(policy: Policy, place: Place, name: string): boolean {
  if (!policy.object || isDamaged(place)) return false;
  if (policy.object.members.some(({ key }) => key.text === undefined || isMacro(key.text))) return false;
  return !isMisspelt(policy.unknown, name, "policy");
}

/** Part of the text lost its structure: what seems to be missing may stand there. */
export function isDamaged(place: Place): boolean {
  return place.problems.some((problem) => problem.damaging);
}

/** `Fn::Transform` and its like bring members that are not known here. */
export function isMacro(key: string): boolean {
  return key.startsWith("Fn::");
}
