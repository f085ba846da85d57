import { findKey, operatorAffixes, operators } from "../../catalog/index.ts";
import type { ConditionKey, Operator, OperatorAffix } from "../../catalog/types.ts";
import { parseOperatorName } from "../../policy/lower.ts";
import { type NewValue, object, placeholder } from "../../tree/edit.ts";
import { describeOperator } from "../hover/operator.ts";
import { keysWithOperator } from "./condition-key.ts";
import { card } from "./documentation.ts";
import { empty, emptyList } from "./empty.ts";
import { fittingCondition } from "./fitting-condition.ts";
import { keyOffers } from "./keys.ts";
import { fits, operatorFor, wantsSetOperator } from "./operator-fit.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";

/** Operators that fit the keys of the block, or else of the statement; and keys, which bring their operator along. */
export function operatorCandidates(scene: Scene): readonly Candidate[] {
  const names = operatorCandidatesOf(scene);
  if (scene.slot.hasValue) return names;
  const keys = keysWithOperator(scene).map((candidate) => ({ ...candidate, rank: candidate.rank + 100 }));
  return [...names, ...keys];
}

/** The value of Condition: what narrows the callers of the statement, or an object with one operator. */
export function conditionCandidates(scene: Scene): readonly Candidate[] {
  const single = operatorCandidates(scene).map((candidate) => {
    const { key, value } = candidate.insertion;
    return { ...candidate, insertion: key && value ? { value: object([[key, value]]) } : candidate.insertion };
  });
  return [...wholeConditions(scene), ...single];
}

export function wholeConditions(scene: Scene): readonly Candidate[] {
  const fitting = fittingCondition(scene);
  if (!fitting) return [];
  const label = `Condition: ${fitting.keys.join(", ")}`;
  const documentation = card(
    label,
    "Narrows the statement to the callers that are meant, as is usual for this principal.",
  );
  const detail = "condition · fits the principal";
  return [{ label, detail, kind: "snippet", rank: -1000, insertion: { value: fitting.value }, documentation }];
}

interface Name {
  readonly text: string;
  readonly operator: Operator;
  /** Plain operators, then set operators, then IfExists. */
  readonly affix: 0 | 1 | 2;
}

/** A key that the operator should be able to test, and how much it says about the callers. */
interface Wanted {
  readonly key: ConditionKey;
  readonly rank: number;
}

function operatorCandidatesOf(scene: Scene): readonly Candidate[] {
  const inside = keysInside(scene);
  const wanted: readonly Wanted[] =
    inside ?? keyOffers(scene).map(({ resolved, rank }) => ({ key: resolved.key, rank }));
  return names()
    .filter(({ text }) => !scene.beside.has(text.toLowerCase()))
    .flatMap((name): readonly Candidate[] => {
      const parsed = parseOperatorName(name.text);
      const fitting = wanted.filter(({ key }) => fits(key, parsed, name.operator));
      if (wanted.length > 0 && fitting.length < (inside ? wanted.length : 1)) return [];
      const recommended = fitting
        .filter(({ key }) => operatorFor(key, scene.statement?.allow) === name.text)
        .map((one) => one.rank);
      const wrong = inside?.some(({ key }) => wantsSetOperator(key, parsed)) === true;
      const usual = 300 + name.affix * 700 + (name.operator.negated ? 100 : 0) + (wrong ? 2500 : 0);
      const best = Math.min(...recommended) + (inside ? 0 : name.affix * 200);
      const rank = Math.min(best, usual);
      return [candidate(name, rank, scene)];
    });
}

function candidate({ text, operator, affix }: Name, rank: number, { statement }: Scene): Candidate {
  const value: NewValue = object([[[placeholder("KEY", "")], affix === 1 ? emptyList : empty]]);
  return {
    label: text,
    detail: `operator · ${firstSentence(affixOf(text)?.summary ?? operator.summary)}`,
    kind: "operator",
    rank,
    insertion: { key: text, value },
    documentation: () => describeOperator(parseOperatorName(text), statement?.allow),
    retrigger: true,
  };
}

function affixOf(name: string): OperatorAffix | undefined {
  return operatorAffixes().find((affix) => name.startsWith(affix.name) || name.endsWith(affix.name));
}

function firstSentence(text: string): string {
  return text.replace(/(\. |: |; |\.$).*$/s, "");
}

/** The keys that stand in the block whose operator is typed; undefined where there are none. */
function keysInside({ slot }: Scene): readonly Wanted[] | undefined {
  const block = slot.member?.value;
  if (block?.kind !== "object") return undefined;
  const keys = block.members.flatMap(({ key }) => findKey(key.text ?? "")?.key ?? []);
  return keys.length === 0 ? undefined : keys.map((key, rank) => ({ key, rank }));
}

function names(): readonly Name[] {
  const usable = operators().filter(({ keyTypes }) => keyTypes.length > 0);
  const plain = usable.map((operator): Name => ({ text: operator.name, operator, affix: 0 }));
  const many = usable.filter(({ family, negated }) => (family === "String" || family === "Arn") && !negated);
  const sets = ["ForAnyValue:", "ForAllValues:"].flatMap((set) =>
    many.map((operator): Name => ({ text: set + operator.name, operator, affix: 1 })),
  );
  const optional = usable
    .filter(({ family }) => family !== "Null")
    .map((operator): Name => ({ text: `${operator.name}IfExists`, operator, affix: 2 }));
  return [...plain, ...sets, ...optional];
}
