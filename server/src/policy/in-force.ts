import { itemsOf, type Member, type Value } from "../tree/value.ts";
import type { Principal, Statement } from "./model.ts";

/**
 * The members of an object that count, each with whether it has a rival: a member whose name is the same in other letters. Of
 * several with exactly the same name the last one counts, as everywhere in this model (see `memberNamed`).
 */
export function membersInForce(value: Value | undefined): ReadonlyMap<Member, boolean> {
  const inForce = new Map<Member, boolean>();
  if (value?.kind !== "object") return inForce;
  const last = new Map<string, Member>();
  for (const member of value.members) {
    if (member.key.text === undefined) inForce.set(member, false);
    else last.set(member.key.text, member);
  }
  const spellings = new Map<string, number>();
  for (const name of last.keys()) spellings.set(name.toLowerCase(), (spellings.get(name.toLowerCase()) ?? 0) + 1);
  for (const [name, member] of last) inForce.set(member, spellings.get(name.toLowerCase()) !== 1);
  return inForce;
}

export function principalsInForce({ principal, principals }: Statement): readonly Principal[] {
  if (principal?.value.kind !== "object") return principals;
  const inForce = membersInForce(principal.value);
  return principals.filter(({ typeMember }) => typeMember !== undefined && inForce.has(typeMember));
}

/** The texts of `NotAction`; undefined for one that is none, or not known. */
export function excludedActions({ notAction }: Statement): readonly (string | undefined)[] {
  if (!notAction) return [];
  return itemsOf(notAction.value).map((value) => (value.kind === "string" ? value.text : undefined));
}
