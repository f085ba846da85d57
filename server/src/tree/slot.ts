import type { Span } from "../text/span.ts";
import type { TextEdit } from "./edit.ts";
import type { ArrayValue, Member, ObjectValue, Value } from "./value.ts";

/** Whose place it is: what may be completed, or hovered over, there. */
export type SlotKind =
  /** Nothing is there yet: a whole policy. */
  | "policy"
  /** A key of the policy itself: Version, Statement … */
  | "policy-key"
  | "version"
  /** The value of Statement, or an item of it: whole statements. */
  | "statement"
  | "statement-key"
  | "effect"
  | "sid"
  /** The value of Principal itself. */
  | "principal"
  /** A key of Principal: AWS, Service, Federated. */
  | "principal-type"
  | "principal-value"
  | "action"
  /** The value of Condition itself. */
  | "condition"
  /** A key of Condition. */
  | "operator"
  /** The value of an operator: an object of keys. */
  | "operator-value"
  | "condition-key"
  | "condition-value"
  | "other";

/** A place in a policy, whole or half typed. */
export interface Slot {
  readonly kind: SlotKind;
  /** What an accepted completion replaces: the word under the cursor with its quotes; empty where nothing stands yet. */
  readonly replace: Span;
  /** The decoded text of the word before the cursor, without quotes. */
  readonly typed: string;
  /** The whole decoded word, without quotes. */
  readonly word: string;
  /** The document's own text from the start of `replace` to the word: the opening quote, as it is written there. */
  readonly opening: string;
  readonly isKey: boolean;
  /** The colon and the value of a key are there already. */
  readonly hasValue: boolean;
  /** A comma is missing right in front of `replace`. */
  readonly commaBefore: boolean;
  /** A comma is missing further up, behind what stands before: what writes it there. */
  readonly missingComma: TextEdit | undefined;
  /** A comma is missing behind `replace`. */
  readonly commaAfter: boolean;
  /** The object whose key or member's value it is, or the array whose item it is. */
  readonly container: ObjectValue | ArrayValue | undefined;
  /** It is, or will be, an item of an array. */
  readonly isItem: boolean;
  /** The value that stands there, and its member where it is a member's value or key. */
  readonly value: Value | undefined;
  readonly member: Member | undefined;
  /** The statement around it. */
  readonly statement: ObjectValue | undefined;
  /** AWS, Service or Federated, as written, for a principal's value. */
  readonly principalType: string | undefined;
  /** The operator as written, for keys and values below it. */
  readonly operator: string | undefined;
  /** The condition key as written, for its values. */
  readonly key: string | undefined;
  /** Inside a text that a template fills in (`Fn::Sub`): there `${!name}` stands for `${name}`. */
  readonly substituted: boolean;
}

/** One step from the policy down to a place: the key of a member or the index of an item. */
export type Step = string | number;

/**
 * What kind of place a path leads to. Element names are taken ignoring case, so that half-typed policies complete too.
 * `isKey` says that the place is a key of the object that `path` leads to.
 */
export function slotKindOf(path: readonly Step[], isKey: boolean): SlotKind {
  if (typeof path[0] === "number") return "other";
  const [first, second, ...below] = namesOf(path).map((name) => name.toLowerCase());
  if (first === undefined) return isKey ? "policy-key" : "policy";
  if (second === undefined) return elementOfPolicy(first, isKey);
  if (first !== "statement") return "other";
  switch (second) {
    case "principal":
    case "notprincipal":
      return placeIn(
        [
          ["principal-type", "principal"],
          [undefined, "principal-value"],
        ],
        below,
        isKey,
      );
    case "condition":
      return placeIn(
        [
          ["operator", "condition"],
          ["condition-key", "operator-value"],
          [undefined, "condition-value"],
        ],
        below,
        isKey,
      );
    default:
      return isKey || below.length > 0 ? "other" : elementOfStatement(second);
  }
}

/** The kinds of places by their depth: of a key, and of a value. */
type Depths = readonly (readonly [key: SlotKind | undefined, value: SlotKind])[];

function placeIn(depths: Depths, below: readonly string[], isKey: boolean): SlotKind {
  return depths[below.length]?.[isKey ? 0 : 1] ?? "other";
}

function elementOfPolicy(name: string, isKey: boolean): SlotKind {
  if (name === "statement") return isKey ? "statement-key" : "statement";
  return name === "version" && !isKey ? "version" : "other";
}

function elementOfStatement(name: string): SlotKind {
  switch (name) {
    case "effect":
    case "sid":
      return name;
    case "action":
    case "notaction":
      return "action";
    default:
      return "other";
  }
}

/** The keys on a path, without the indices. */
export function namesOf(path: readonly Step[]): readonly string[] {
  return path.filter((step): step is string => typeof step === "string");
}

/** `Statement` itself, or one of its items. */
export function isStatementPath(path: readonly Step[]): boolean {
  const [first, second] = path;
  if (typeof first !== "string" || first.toLowerCase() !== "statement") return false;
  return path.length === 1 || (path.length === 2 && typeof second === "number");
}
