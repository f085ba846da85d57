import { array, existing, type NewValue, object, string, type Text, type TreeEdit } from "../tree/edit.ts";
import { itemsOf, type Member, memberNamed, type ObjectValue, type Value } from "../tree/value.ts";
import type { Action, Condition, OperatorBlock, Statement } from "./model.ts";

/**
 * The changes that fixes are made of, in terms of the policy. Each gives tree edits; nothing is changed in place.
 */

export interface NewCondition {
  readonly operator: string;
  readonly key: Text;
  readonly value: NewValue;
}

/** Adds tests to a statement: into the operator's block where there is one, else with a new block, else with a new Condition. */
export function addConditions(statement: Statement, tests: readonly NewCondition[]): readonly TreeEdit[] {
  const condition = statement.condition?.value;
  if (condition?.kind !== "object") {
    const value = conditionObject(tests);
    if (statement.condition) return [{ kind: "replace", target: statement.condition.value, value }];
    return [{ kind: "insert-member", object: statement.source, key: "Condition", value, after: "last" }];
  }
  const edits: TreeEdit[] = [];
  const fresh: NewCondition[] = [];
  for (const test of tests) {
    const block = memberNamed(condition, test.operator)?.value;
    if (block?.kind === "object") edits.push(withTest(block, test));
    else fresh.push(test);
  }
  for (const [operator, value] of blocks(fresh)) {
    edits.push({ kind: "insert-member", object: condition, key: operator, value, after: "last" });
  }
  return edits;
}

/** A key that stands there already, and would stand there twice, gets the new value. */
function withTest(block: ObjectValue, { key, value }: NewCondition): TreeEdit {
  const name = typeof key === "string" ? key.toLowerCase() : undefined;
  const there = name && block.members.findLast((member) => member.key.text?.toLowerCase() === name);
  if (there) return { kind: "replace", target: there.value, value };
  return { kind: "insert-member", object: block, key, value, after: "last" };
}

/** The value of a whole Condition element. */
export function conditionObject(tests: readonly NewCondition[]): NewValue {
  return object(blocks(tests));
}

function blocks(tests: readonly NewCondition[]): (readonly [string, NewValue])[] {
  const byOperator = new Map<string, (readonly [Text, NewValue])[]>();
  for (const test of tests) {
    const members = byOperator.get(test.operator) ?? [];
    members.push([test.key, test.value]);
    byOperator.set(test.operator, members);
  }
  return [...byOperator].map(([operator, members]) => [operator, object(members)]);
}

/** Writes another text in place of a scalar. */
export function setText(target: Value, text: Text): TreeEdit {
  return { kind: "replace", target, value: string(text) };
}

/** Adds a value to a scalar-or-array element. */
export function addItem(value: Value, text: Text): TreeEdit {
  if (value.kind === "array") return { kind: "insert-item", array: value, value: string(text), after: "last" };
  return { kind: "replace", target: value, value: array([existing(value), string(text)]) };
}

/** Adds an action to the statement; undefined when it names none yet or they are not known. */
export function addActions(statement: Statement, actions: readonly string[]): readonly TreeEdit[] {
  const value = statement.action?.value;
  if (!value) {
    const first = actions.length === 1 && actions[0] !== undefined ? string(actions[0]) : array(actions.map(string));
    const after = statement.principal ?? "last";
    return [{ kind: "insert-member", object: statement.source, key: "Action", value: first, after }];
  }
  if (value.kind === "array") {
    return actions.map((action) => ({ kind: "insert-item", array: value, value: string(action), after: "last" }));
  }
  return [{ kind: "replace", target: value, value: array([existing(value), ...actions.map(string)]) }];
}

/** Removes one value of a scalar-or-array element; undefined when it is the only one. */
export function removeItem(member: Member, item: Value): TreeEdit | undefined {
  if (member.value.kind !== "array" || member.value.items.length < 2) return undefined;
  return { kind: "remove-item", array: member.value, item };
}

export function removeAction(action: Action): TreeEdit | undefined {
  return action.statement.action && removeItem(action.statement.action, action.source);
}

/** Removes a test, and with it the operator's block or the whole Condition when nothing else is left in them. */
export function removeCondition(condition: Condition): TreeEdit {
  const { statement, operator } = condition;
  const element = statement.condition;
  const block = operator.member.value;
  if (block.kind === "object" && block.members.length > 1) {
    return { kind: "remove-member", object: block, member: condition.member };
  }
  if (element?.value.kind === "object" && element.value.members.length > 1) {
    return { kind: "remove-member", object: element.value, member: operator.member };
  }
  return { kind: "remove-member", object: statement.source, member: element ?? operator.member };
}

/** Moves a test under another operator, keeping its key and values as they are written. */
export function changeOperator(condition: Condition, operator: string): readonly TreeEdit[] {
  const element = condition.statement.condition?.value;
  const block = condition.operator.member.value;
  if (element?.kind !== "object" || block.kind !== "object") return [];
  const other = memberNamed(element, operator)?.value;
  if (block.members.length === 1 && !other) {
    return [{ kind: "rename", member: condition.operator.member, key: operator }];
  }
  const key = condition.key.text ?? "";
  const value = existing(condition.member.value);
  const target: TreeEdit =
    other?.kind === "object"
      ? { kind: "insert-member", object: other, key, value, after: "last" }
      : {
          kind: "insert-member",
          object: element,
          key: operator,
          value: object([[key, value]]),
          after: condition.operator.member,
        };
  return [removeFromBlock(element, condition), target];
}

/** Gives an operator's block another name; joins the block of that name where there is one. Empty when a key would stand there twice. */
export function renameOperator(block: OperatorBlock, operator: string): readonly TreeEdit[] {
  const element = block.statement.condition?.value;
  if (element?.kind !== "object") return [];
  const other = memberNamed(element, operator);
  if (!other || other === block.member) return [{ kind: "rename", member: block.member, key: operator }];
  const target = other.value;
  if (target.kind !== "object" || block.member.value.kind !== "object") return [];
  const taken = new Set(target.members.map(({ key }) => key.text?.toLowerCase()));
  const moved = block.member.value.members;
  if (moved.some(({ key }) => key.text === undefined || taken.has(key.text.toLowerCase()))) return [];
  return [
    { kind: "remove-member", object: element, member: block.member },
    ...moved.map(({ key, value }): TreeEdit => {
      return { kind: "insert-member", object: target, key: key.text ?? "", value: existing(value), after: "last" };
    }),
  ];
}

function removeFromBlock(element: ObjectValue, condition: Condition): TreeEdit {
  const block = condition.operator.member.value;
  if (block.kind === "object" && block.members.length > 1) {
    return { kind: "remove-member", object: block, member: condition.member };
  }
  return { kind: "remove-member", object: element, member: condition.operator.member };
}

/** The texts of a scalar-or-array value, without holes. */
export function textsOf(value: Value): readonly string[] {
  return itemsOf(value).flatMap((item) => (item.kind === "string" && item.text !== undefined ? [item.text] : []));
}
