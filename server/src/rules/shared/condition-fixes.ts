import { callersOf } from "../../access/caller.ts";
import type { Test } from "../../access/conditions.ts";
import { changeOperator, removeCondition, setText } from "../../policy/edit.ts";
import type { Condition } from "../../policy/model.ts";
import { object, placeholder, string, type Text, type TextPart, type TreeEdit } from "../../tree/edit.ts";
import { memberNamed, type Value } from "../../tree/value.ts";
import type { Fix } from "../define.ts";

/** Fixes that many rules about conditions offer. */

export interface OperatorParts {
  readonly base: string;
  readonly setOperator?: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists?: boolean;
}

export function operatorText({ base, setOperator, ifExists }: OperatorParts): string {
  return `${setOperator ? `${setOperator}:` : ""}${base}${ifExists ? "IfExists" : ""}`;
}

/** The operator of a condition with some of its parts changed. */
export function operatorWith({ operator }: Condition, parts: Partial<OperatorParts>): string {
  const { base = "", setOperator, ifExists = false } = operator.name ?? {};
  return operatorText({ base, setOperator, ifExists, ...parts });
}

/** Moves the test under another operator. None when that operator tests the same key already. */
export function operatorFix(condition: Condition, operator: string, options: Partial<Fix> = {}): readonly Fix[] {
  if (isTaken(condition, operator)) return [];
  const edits = changeOperator(condition, operator);
  if (edits.length === 0) return [];
  return [{ title: `Change to ${operator}`, edits, safe: false, preferred: true, ...options }];
}

function isTaken({ statement, key }: Condition, operator: string): boolean {
  const element = statement.condition?.value;
  const block = element?.kind === "object" ? memberNamed(element, operator)?.value : undefined;
  if (block?.kind !== "object") return false;
  return block.members.some((member) => member.key.text?.toLowerCase() === key.text?.toLowerCase());
}

/** Writes another name for the key. None when the block has that key already. */
export function keyFix(condition: Condition, key: string, options: Partial<Fix> = {}): readonly Fix[] {
  const taken = condition.operator.conditions.some(
    (other) => other !== condition && other.key.text?.toLowerCase() === key.toLowerCase(),
  );
  if (taken) return [];
  const edits: readonly TreeEdit[] = [{ kind: "rename", member: condition.member, key }];
  return [{ title: `Change to "${key}"`, edits, safe: false, preferred: true, ...options }];
}

export function valueFix(value: Value, text: string, options: Partial<Fix> = {}): Fix {
  return { title: `Change to "${text}"`, edits: [setText(value, text)], safe: false, preferred: true, ...options };
}

/** Takes a test away; not where it is the only one that may hold anybody back. */
export function removalFixes(condition: Condition): readonly Fix[] {
  const { statement, key } = condition;
  const wide = callersOf(statement).some(({ kind, parsed }) => kind === "OIDC" || parsed?.form === "anyone");
  if (statement.allow && wide && statement.conditions.length < 2) return [];
  const title = `Remove the test of ${key.text ?? "this key"}`;
  return [{ title, edits: [removeCondition(condition)], safe: false }];
}

/** `"Null": { key: "false" }` beside the test: the key has to be there. */
export function requireKeyFix({ statement, key }: Condition, options: Partial<Fix> = {}): readonly Fix[] {
  const element = statement.condition?.value;
  const { text } = key;
  if (element?.kind !== "object" || text === undefined) return [];
  const block = memberNamed(element, "Null")?.value;
  if (block && block.kind !== "object") return [];
  const edit: TreeEdit = block
    ? { kind: "insert-member", object: block, key: text, value: string("false"), after: "last" }
    : { kind: "insert-member", object: element, key: "Null", value: object([[text, string("false")]]), after: "last" };
  return [{ title: `Require ${text} with Null`, edits: [edit], safe: false, ...options }];
}

/** The operator of the same family and sense that knows wildcards, or the other way round. */
export function likeOperator(test: Test): string {
  const family = test.key?.key.type === "ARN" ? "Arn" : "String";
  return `${family}${test.operator?.negated ? "Not" : ""}Like`;
}

/** A template of the catalogue as text with places to fill in: `${NAME=first value}`. */
export function templateText(template: string): Text {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of template.matchAll(/\$\{([^}=]+)(?:=([^}]*))?\}/g)) {
    if (match.index > from) parts.push(template.slice(from, match.index));
    const name = match[1] ?? "";
    parts.push(placeholder(name, match[2] ?? name));
    from = match.index + match[0].length;
  }
  if (from < template.length) parts.push(template.slice(from));
  return parts;
}
