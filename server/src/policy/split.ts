import { array, existing, type NewValue, object, string, type Text, type TreeEdit } from "../tree/edit.ts";
import type { Member, Value } from "../tree/value.ts";
import { addConditions, addItem, type NewCondition, setText } from "./edit.ts";
import type { Action, Condition, Principal, Statement } from "./model.ts";

/** Fixes that give a principal, or a kind of principals, a statement of its own. */

/** One of the statements that a statement becomes. */
export interface StatementPart {
  readonly principals: readonly NewPrincipal[];
  /** Left out: as it was. */
  readonly actions?: readonly (Action | string)[];
  /** Left out: all. */
  readonly conditions?: readonly Condition[];
  readonly added?: readonly NewCondition[];
}

/** A principal as it is, or with another value. */
export interface NewPrincipal {
  readonly principal: Principal;
  readonly text?: Text;
}

/** Puts several statements in place of one. The first keeps the Sid, which may not stand twice. Undefined where it cannot be done. */
export function splitStatement(
  statement: Statement,
  parts: readonly [StatementPart, ...StatementPart[]],
): readonly TreeEdit[] | undefined {
  const place = statement.policy.statement?.value;
  if (!place || statement.conditional) return undefined;
  const [first, ...others] = parts.map((part, index) => partOf(statement, part, index === 0));
  if (!first) return undefined;
  if (place === statement.source) return [{ kind: "replace", target: place, value: array([first, ...others]) }];
  if (place.kind !== "array" || !place.items.includes(statement.source)) return undefined;
  return [
    { kind: "replace", target: statement.source, value: first },
    ...others.map((value): TreeEdit => ({ kind: "insert-item", array: place, value, after: statement.source })),
  ];
}

function partOf(statement: Statement, part: StatementPart, keepsSid: boolean): NewValue {
  const members: (readonly [Text, NewValue])[] = [];
  for (const member of statement.source.members) {
    if (member === statement.principal) members.push(["Principal", principalObject(part.principals)]);
    else if (member === statement.action) members.push(["Action", actionValue(member, part.actions)]);
    else if (member === statement.condition) members.push(...conditionMember(statement, part));
    else if (member !== statement.sid || keepsSid) members.push([member.key.text ?? "", existing(member.value)]);
  }
  if (!statement.condition && part.added?.length) members.push(["Condition", conditionValue([], part.added)]);
  return object(members);
}

function principalObject(principals: readonly NewPrincipal[]): NewValue {
  const byType = new Map<string, NewValue[]>();
  for (const { principal, text } of principals) {
    const values = byType.get(principal.type ?? "") ?? [];
    values.push(text === undefined ? existing(principal.source) : string(text));
    byType.set(principal.type ?? "", values);
  }
  return object([...byType].map(([type, values]) => [type, oneOrMany(values)]));
}

function oneOrMany(values: readonly NewValue[]): NewValue {
  return values.length === 1 && values[0] ? values[0] : array(values);
}

function actionValue(member: Member, actions: readonly (Action | string)[] | undefined): NewValue {
  if (!actions) return existing(member.value);
  return oneOrMany(actions.map((action) => (typeof action === "string" ? string(action) : existing(action.source))));
}

function conditionMember(statement: Statement, part: StatementPart): readonly (readonly [Text, NewValue])[] {
  const kept = part.conditions ?? statement.conditions;
  if (kept.length === 0 && !part.added?.length) return [];
  return [["Condition", conditionValue(kept, part.added ?? [])]];
}

function conditionValue(kept: readonly Condition[], added: readonly NewCondition[]): NewValue {
  const blocks = new Map<string, (readonly [Text, NewValue])[]>();
  const into = (operator: string, key: Text, value: NewValue) =>
    blocks.set(operator, [...(blocks.get(operator) ?? []), [key, value]]);
  for (const { operator, key, member } of kept)
    into(operator.member.key.text ?? "", key.text ?? "", existing(member.value));
  for (const { operator, key, value } of added) into(operator, key, value);
  return object([...blocks].map(([operator, members]) => [operator, object(members)]));
}

/**
 * Adds tests for one principal alone, and gives it another value where `text` says so: in place when nobody else is named, else
 * in a statement of its own behind this one.
 */
export function narrowPrincipal(
  principal: Principal,
  change: { readonly text?: Text; readonly added: readonly NewCondition[] },
): readonly TreeEdit[] | undefined {
  const { statement } = principal;
  const others = statement.principals.filter((other) => other !== principal);
  const mine: NewPrincipal = change.text === undefined ? { principal } : { principal, text: change.text };
  if (others.length > 0 || !statement.principalsKnown) {
    if (!statement.principalsKnown || !dropPrincipal(principal)) return undefined;
    const rest = { principals: others.map((other) => ({ principal: other })) };
    return splitStatement(statement, [rest, { principals: [mine], added: change.added }]);
  }
  const replaced = change.text === undefined ? [] : [setText(principal.source, change.text)];
  return change.added.length === 0 ? replaced : [...replaced, ...addConditions(statement, change.added)];
}

/** Takes a principal out; undefined when nobody would be left, or it does not stand in the text itself. */
export function dropPrincipal({ statement, typeMember, source }: Principal): TreeEdit | undefined {
  const element = statement.principal?.value;
  if (!typeMember || element?.kind !== "object") return undefined;
  const { value } = typeMember;
  if (value.kind === "array" && value.items.length > 1 && value.items.includes(source)) {
    return { kind: "remove-item", array: value, item: source };
  }
  const alone = value === source || (value.kind === "array" && value.items.includes(source));
  return alone && element.members.length > 1
    ? { kind: "remove-member", object: element, member: typeMember }
    : undefined;
}

/** Moves a principal's value under another key of `Principal`. */
export function movePrincipal(principal: Principal, type: string): readonly TreeEdit[] | undefined {
  const { statement, typeMember, source } = principal;
  const element = statement.principal?.value;
  if (!typeMember || element?.kind !== "object") return undefined;
  const target = element.members.find(({ key }) => key.text === type);
  if (!target && isOnly(typeMember.value, source)) return [{ kind: "rename", member: typeMember, key: type }];
  const removal = dropPrincipal(principal);
  if (!removal || principal.text === undefined) return undefined;
  if (target) return [removal, addItem(target.value, principal.text)];
  return [removal, { kind: "insert-member", object: element, key: type, value: existing(source), after: typeMember }];
}

function isOnly(value: Value, item: Value): boolean {
  return value === item || (value.kind === "array" && value.items.length === 1 && value.items[0] === item);
}
