import type { Span } from "../text/span.ts";
import type { ArrayValue, Member, ObjectValue, Value } from "./value.ts";

/**
 * Changes to a document, said in terms of its tree. The host's editor prints them with the quotes, commas and indentation of
 * the document, so that one fix serves every host.
 */
export type TreeEdit =
  | { readonly kind: "replace"; readonly target: Value; readonly value: NewValue }
  | { readonly kind: "rename"; readonly member: Member; readonly key: Text }
  /** `after` undefined puts the member first; "last" puts it at the end. */
  | {
      readonly kind: "insert-member";
      readonly object: ObjectValue;
      readonly key: Text;
      readonly value: NewValue;
      readonly after: Member | "last" | undefined;
    }
  | {
      readonly kind: "insert-item";
      readonly array: ArrayValue;
      readonly value: NewValue;
      readonly after: Value | "last";
    }
  | { readonly kind: "remove-member"; readonly object: ObjectValue; readonly member: Member }
  | { readonly kind: "remove-item"; readonly array: ArrayValue; readonly item: Value }
  /** For faults of the notation itself: a stray comma, a comment, a wrong character. */
  | { readonly kind: "replace-text"; readonly span: Span; readonly text: string };

/** Text with places to fill in. */
export type Text = string | readonly TextPart[];
export type TextPart = string | Placeholder;

/** A place that the person fills in. Equal names are one place (a mirrored tab stop). */
export interface Placeholder {
  readonly placeholder: string;
  /** What stands there until it is typed over. */
  readonly text: string;
}

/** A value to be written. `existing` keeps a part of the document as it is written there. */
export type NewValue =
  | { readonly kind: "string"; readonly text: Text }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "array"; readonly items: readonly NewValue[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [key: Text, value: NewValue])[] }
  | { readonly kind: "existing"; readonly value: Value };

/** A change of the host's text. */
export interface TextEdit {
  readonly span: Span;
  readonly text: readonly TextPart[];
}

export function string(text: Text): NewValue {
  return { kind: "string", text };
}

export function array(items: readonly NewValue[]): NewValue {
  return { kind: "array", items };
}

export function object(members: readonly (readonly [Text, NewValue])[]): NewValue {
  return { kind: "object", members };
}

export function existing(value: Value): NewValue {
  return { kind: "existing", value };
}

export function placeholder(name: string, text: string): Placeholder {
  return { placeholder: name, text };
}

export function partsOf(text: Text): readonly TextPart[] {
  return typeof text === "string" ? [text] : text;
}

/** The text with every placeholder replaced by what stands there at first. */
export function plainText(text: Text): string {
  return partsOf(text)
    .map((part) => (typeof part === "string" ? part : part.text))
    .join("");
}

/** Whether the person has to fill something in. */
export function hasPlaceholder(edits: readonly TreeEdit[]): boolean {
  return edits.some((edit) => {
    switch (edit.kind) {
      case "rename":
        return textHasPlaceholder(edit.key);
      case "insert-member":
        return textHasPlaceholder(edit.key) || valueHasPlaceholder(edit.value);
      case "replace":
      case "insert-item":
        return valueHasPlaceholder(edit.value);
      default:
        return false;
    }
  });
}

function valueHasPlaceholder(value: NewValue): boolean {
  switch (value.kind) {
    case "string":
      return textHasPlaceholder(value.text);
    case "array":
      return value.items.some(valueHasPlaceholder);
    case "object":
      return value.members.some(([key, member]) => textHasPlaceholder(key) || valueHasPlaceholder(member));
    default:
      return false;
  }
}

function textHasPlaceholder(text: Text): boolean {
  return partsOf(text).some((part) => typeof part !== "string");
}
