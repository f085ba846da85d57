import type { Node } from "jsonc-parser";
import type { Span } from "../text/span.ts";

/** A value of either source; spans only where there is a text. */
export type Item =
  | { readonly kind: "object"; readonly members: readonly Entry[]; readonly span?: Span }
  | { readonly kind: "array"; readonly items: readonly Item[]; readonly span?: Span }
  | { readonly kind: "scalar"; readonly value: unknown; readonly span?: Span };

export interface Entry {
  readonly name: string;
  readonly value: Item;
  readonly span?: Span;
}

/** From the tree of a text. */
export function fromNode(node: Node): Item {
  const span = { start: node.offset, end: node.offset + node.length };
  if (node.type === "object") {
    const members = (node.children ?? []).flatMap(({ children, offset, length }): Entry[] => {
      const [key, value] = children ?? [];
      if (!key || !value) return [];
      return [{ name: String(key.value), value: fromNode(value), span: { start: offset, end: offset + length } }];
    });
    return { kind: "object", members, span };
  }
  if (node.type === "array") return { kind: "array", items: (node.children ?? []).map(fromNode), span };
  return { kind: "scalar", value: node.value, span };
}

/** From the settings of an editor. */
export function fromPlain(value: unknown, depth = 0): Item {
  if (depth > 10 || typeof value !== "object" || value === null) return { kind: "scalar", value };
  if (Array.isArray(value)) return { kind: "array", items: value.map((item) => fromPlain(item, depth + 1)) };
  const members = Object.entries(value).map(([name, below]) => ({ name, value: fromPlain(below, depth + 1) }));
  return { kind: "object", members };
}
