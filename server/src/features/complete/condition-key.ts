import { callersOf } from "../../access/caller.ts";
import { parseOperatorName } from "../../policy/lower.ts";
import type { OperatorName } from "../../policy/model.ts";
import { array, type NewValue, object, string } from "../../tree/edit.ts";
import type { Member } from "../../tree/value.ts";
import { describeKey } from "../hover/condition-key.ts";
import { sentBy } from "./documentation.ts";
import { empty, emptyList } from "./empty.ts";
import { type KeyOffer, keyOffers } from "./keys.ts";
import { fits, operatorFor, operatorOf, wantsSetOperator } from "./operator-fit.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";
import { valueOffers } from "./values.ts";

/** The keys of the statement that fit the operator; none that is tested under it already. */
export function conditionKeyCandidates(scene: Scene): readonly Candidate[] {
  const name = parseOperatorName(scene.slot.operator ?? "");
  const operator = operatorOf(name);
  return keyOffers(scene)
    .filter(({ resolved, label }) => fits(resolved.key, name, operator) && !scene.beside.has(label.toLowerCase()))
    .map((offer) => {
      const { value, retrigger } = valueFor(offer, name, scene);
      const { key } = offer.resolved;
      const other = operatorFor(key, scene.statement?.allow) === name.text ? 0 : 40;
      const rank = offer.rank + (wantsSetOperator(key, name) ? 300 : other);
      return { ...keyCandidate(offer, rank, scene), insertion: { key: offer.spelling, value }, retrigger };
    });
}

/** The value of an operator: an object with one key. */
export function operatorValueCandidates(scene: Scene): readonly Candidate[] {
  return conditionKeyCandidates(scene).map((candidate) => {
    const { key, value } = candidate.insertion;
    return { ...candidate, insertion: key && value ? { value: object([[key, value]]) } : candidate.insertion };
  });
}

/** A key straight under Condition, or as its value: it brings the operator along, or goes into the block that has it already. */
export function keysWithOperator(scene: Scene): readonly Candidate[] {
  return keyOffers(scene).flatMap((offer): readonly Candidate[] => {
    const operator = operatorFor(offer.resolved.key, scene.statement?.allow);
    const { value, retrigger } = valueFor(offer, parseOperatorName(operator), scene);
    const candidate = { ...keyCandidate(offer, offer.rank, scene), retrigger };
    const block = blockOf(operator, scene);
    if (block) {
      if (hasKey(block, offer.label)) return [];
      const detail = `${candidate.detail} · into ${operator}`;
      return [{ ...candidate, detail, insertion: { key: offer.spelling, value }, block }];
    }
    const detail = `${candidate.detail} · with ${operator}`;
    return [{ ...candidate, detail, insertion: { key: operator, value: object([[offer.spelling, value]]) } }];
  });
}

/** The block of an operator that stands beside the slot. */
function blockOf(operator: string, { slot }: Scene): Member | undefined {
  if (slot.container?.kind !== "object") return undefined;
  const name = operator.toLowerCase();
  return slot.container.members.find((member) => member !== slot.member && member.key.text?.toLowerCase() === name);
}

function hasKey({ value }: Member, name: string): boolean {
  const key = name.toLowerCase();
  return value.kind === "object" && value.members.some((member) => member.key.text?.toLowerCase() === key);
}

function keyCandidate(
  { resolved, label, words }: KeyOffer,
  rank: number,
  { statement }: Scene,
): Omit<Candidate, "insertion"> {
  const { key } = resolved;
  const callers = statement ? callersOf(statement) : [];
  return {
    label,
    detail: `condition key · ${key.type}${key.multivalued ? ", many values" : ""} · ${sentBy(key)}`,
    kind: "key",
    words,
    rank,
    documentation: () => describeKey(resolved, { test: undefined, callers, allow: true }),
  };
}

/** The only value that comes into question, else an empty one to choose for. */
export function valueFor(
  { resolved }: KeyOffer,
  name: OperatorName,
  scene: Scene,
): { readonly value: NewValue; readonly retrigger: boolean } {
  const offers = valueOffers(scene, resolved, name).filter(({ weak }) => !weak);
  const [only] = offers;
  const list = name.setOperator !== undefined;
  if (only && offers.length === 1) {
    const value = string(only.text);
    return { value: list ? array([value]) : value, retrigger: false };
  }
  return { value: list ? emptyList : empty, retrigger: offers.length > 0 };
}
