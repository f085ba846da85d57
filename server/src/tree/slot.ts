import type { Span } from "../text/span.ts";
import type { ArrayValue, Member, ObjectValue, Value } from "./value.ts";

/** Whose place it is: what may be completed, or hovered over, there. */
export type SlotKind =
  /** Nothing is there yet: a whole policy. */
  | "policy"
  /** A key of the policy itself: Version, Statement … */
  | "policy-key"
  | "version"
  /** An item of Statement: a whole statement. */
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
  /** The cursor stands inside quotes (those of `replace`). */
  readonly quoted: boolean;
  readonly isKey: boolean;
  /** The colon and the value of a key are there already. */
  readonly hasValue: boolean;
  /** A comma is missing in front of what is inserted, or behind it. */
  readonly commaBefore: boolean;
  readonly commaAfter: boolean;
  /** A quote that the editor closed by itself or that is missing: true when the word has an opening quote only. */
  readonly openQuote: boolean;
  /** The object whose key it is, or the array whose item it is. */
  readonly container: ObjectValue | ArrayValue | undefined;
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
}

/** One step from the policy down to a place: the key of a member or the index of an item. */
export type Step = string | number;

/**
 * What kind of place a path leads to. Element names are taken ignoring case, so that half-typed policies complete too.
 * `isKey` says that the place is the key of a new or existing member of the object that `path` leads to.
 */
export function slotKindOf(path: readonly Step[], isKey: boolean): SlotKind {
  const names = path.filter((step): step is string => typeof step === "string").map((name) => name.toLowerCase());
  const [first, second, third, fourth] = names;
  if (first === undefined) return isKey ? "policy-key" : "policy";
  if (names.length === 1) {
    if (first === "version") return "version";
    if (first === "statement") return isKey ? "statement-key" : "statement";
    return "other";
  }
  if (first !== "statement") return "other";
  switch (second) {
    case "effect":
      return "effect";
    case "sid":
      return "sid";
    case "action":
    case "notaction":
      return "action";
    case "principal":
    case "notprincipal":
      if (third === undefined) return isKey ? "principal-type" : "principal";
      return "principal-value";
    case "condition":
      if (third === undefined) return isKey ? "operator" : "condition";
      if (fourth === undefined) return isKey ? "condition-key" : "operator-value";
      return "condition-value";
    default:
      return "other";
  }
}
