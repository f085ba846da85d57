import { itemsOf, type Member, type Value } from "../tree/value.ts";
import type { Condition, Principal, Statement } from "./model.ts";
import { oncePer } from "./once-per.ts";

/**
 * The members of an object that count, each with whether it has a rival: a member whose name is the same in other letters. Of
 * several with exactly the same name the last one counts, as everywhere in this model (see `memberNamed`).
 */
function membersInForce(value: Value | undefined): ReadonlyMap<Member, boolean> {
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

/** The principals that count. */
export const principalsInForce = oncePer(({ principal, principals }: Statement): readonly Principal[] => {
  if (principal?.value.kind !== "object") return principals;
  const inForce = membersInForce(principal.value);
  return principals.filter(({ typeMember }) => typeMember !== undefined && inForce.has(typeMember));
});

/** The conditions that count, each with whether it, or its operator, has a rival. */
export const conditionsInForce = oncePer(({ condition, operators }: Statement): readonly ConditionInForce[] => {
  const blocks = membersInForce(condition?.value);
  return operators.flatMap(({ member, conditions }) => {
    const blockRivals = blocks.get(member);
    if (blockRivals === undefined) return [];
    const keys = membersInForce(member.value);
    return conditions.flatMap((one) => {
      const keyRivals = keys.get(one.member);
      return keyRivals === undefined ? [] : [{ condition: one, rivals: blockRivals || keyRivals }];
    });
  });
});

export interface ConditionInForce {
  readonly condition: Condition;
  readonly rivals: boolean;
}

/** The texts of `NotAction`; undefined for one that is none, or not known. */
export function excludedActions({ notAction }: Statement): readonly (string | undefined)[] {
  if (!notAction) return [];
  return itemsOf(notAction.value).map((value) => (value.kind === "string" ? value.text : undefined));
}
