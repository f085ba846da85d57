import type { Span } from "../text/span.ts";

/**
 * The neutral tree: what a host (JSON, later YAML and Terraform) makes of its text. Every node knows its span in the host
 * document; objects keep the order of their members and their duplicates. A tree is never changed once it is built.
 */
export type Value =
  | ObjectValue
  | ArrayValue
  | StringValue
  | NumberValue
  | BooleanValue
  | NullValue
  | HoleValue
  | MissingValue;

export interface ObjectValue {
  readonly kind: "object";
  readonly span: Span;
  readonly members: readonly Member[];
}

export interface Member {
  readonly key: StringValue;
  readonly value: Value;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface ArrayValue {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly Value[];
}

export interface StringValue {
  readonly kind: "string";
  /** With its quotes. */
  readonly span: Span;
  /** Without its quotes. */
  readonly inner: Span;
  /** The decoded text; undefined when a part of it is a hole. */
  readonly text: string | undefined;
  /** The decoded text and the holes in it, in order. */
  readonly parts: readonly StringPart[];
  /** Decoded indices [start, end) of `literal` → span in the host document. */
  spanOf(start: number, end: number): Span;
}

/** A piece of a string whose text is known, or a hole that some tool fills in later. */
export type StringPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "hole"; readonly source: string };

export interface NumberValue {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
  /** As written: `012` and `1e3` are not what `value` prints. */
  readonly text: string;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

export interface NullValue {
  readonly kind: "null";
  readonly span: Span;
}

/** A value that is not known before deployment: `{"Ref": …}`, `{"Fn::If": …}`. Rules say nothing about it. */
export interface HoleValue {
  readonly kind: "hole";
  readonly span: Span;
  /** What stands there, for hover: `Ref Environment`. */
  readonly source: string;
  /** The values that it may become where they can be told (`Fn::If`). */
  readonly choices: readonly Value[];
}

/** A place where a value should be (`"Effect": ,`). Its span may be empty. */
export interface MissingValue {
  readonly kind: "missing";
  readonly span: Span;
}

/** All members with this key, in order; case matters. */
export function membersNamed(object: ObjectValue, name: string): readonly Member[] {
  return object.members.filter((member) => member.key.text === name);
}

/** The member that counts: of several with the same key the last one wins, as in IAM's and all common JSON parsers. */
export function memberNamed(object: ObjectValue, name: string): Member | undefined {
  const { members } = object;
  for (let i = members.length - 1; i >= 0; i--) if (members[i]?.key.text === name) return members[i];
  return undefined;
}

/** A value as a list: an array's items, nothing for a missing value, else the value itself. */
export function itemsOf(value: Value): readonly Value[] {
  if (value.kind === "array") return value.items;
  return value.kind === "missing" ? [] : [value];
}

/** The first character of a value: where something is said that is missing in it. Empty when nothing stands there. */
export function headOf(value: Value): Span {
  return { start: value.span.start, end: Math.min(value.span.start + 1, value.span.end) };
}

/** Visits a value and everything below it, parents first. */
export function walkValue(value: Value, visit: (value: Value) => void): void {
  someValue(value, (next) => {
    visit(next);
    return false;
  });
}

/** Whether something holds for an object in a value. Quicker than to ask it of every key and text too. */
export function someObject(value: Value, holds: (object: ObjectValue) => boolean): boolean {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind === "object") {
      if (holds(next)) return true;
      for (const member of next.members) pending.push(member.value);
    } else if (next.kind === "array") for (const item of next.items) pending.push(item);
    else if (next.kind === "hole") for (const choice of next.choices) pending.push(choice);
  }
  return false;
}

/** Whether something holds for a value or for anything below it. No recursion: trees may be deep. */
function someValue(value: Value, holds: (value: Value) => boolean): boolean {
  const pending: Value[] = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (holds(next)) return true;
    pushChildren(next, pending);
  }
  return false;
}

/** Children in reverse: the first one comes off the stack first. */
function pushChildren(value: Value, stack: Value[]): void {
  if (value.kind === "object") {
    for (let i = value.members.length - 1; i >= 0; i--) {
      const member = value.members[i];
      if (member) stack.push(member.value, member.key);
    }
  } else if (value.kind === "array" || value.kind === "hole") {
    const below = value.kind === "array" ? value.items : value.choices;
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i];
      if (child) stack.push(child);
    }
  }
}

export function childrenOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "object":
      return value.members.flatMap((member) => [member.key, member.value]);
    case "array":
      return value.items;
    case "hole":
      return value.choices;
    default:
      return [];
  }
}

/** Whether a value is, or contains, something that is only known at deployment. */
export function hasHole(value: Value): boolean {
  return someValue(value, isHole);
}

function isHole(value: Value): boolean {
  return value.kind === "hole" || (value.kind === "string" && value.text === undefined);
}
