import type { Policy, Statement } from "../../policy/model.ts";
import type { Span } from "../../text/span.ts";
import { type SlotKind, type Step, slotKindOf } from "../../tree/slot.ts";
import type { Member, Value } from "../../tree/value.ts";

/** What stands under an offset: a key, or a value that is no object and no array. */
export interface Place {
  readonly kind: SlotKind;
  readonly isKey: boolean;
  readonly node: Value;
  /** The member whose key it is, or whose value it is (in). */
  readonly member: Member | undefined;
  readonly path: readonly Step[];
  readonly statement: Statement | undefined;
}

/** A cursor right behind a word belongs to the word. */
export function placeAt(policy: Policy, offset: number): Place | undefined {
  return placeOn(policy, offset) ?? (offset > 0 ? placeOn(policy, offset - 1) : undefined);
}

function placeOn(policy: Policy, offset: number): Place | undefined {
  const found = descend(policy.source, offset);
  if (!found) return undefined;
  const statement = policy.statements.find(({ source }) => covers(source.span, offset));
  return { ...found, kind: slotKindOf(found.path, found.isKey), statement };
}

type Found = Omit<Place, "kind" | "statement">;

function descend(root: Value, offset: number): Found | undefined {
  const path: Step[] = [];
  let member: Member | undefined;
  let node: Value | undefined = root;
  while (node) {
    if (!covers(node.span, offset)) return undefined;
    if (node.kind === "object") {
      const at: Member | undefined = node.members.find(({ span }) => covers(span, offset));
      if (!at) return undefined;
      if (covers(at.key.span, offset)) return { isKey: true, node: at.key, member: at, path };
      path.push(at.key.text ?? "");
      member = at;
      node = at.value;
    } else if (node.kind === "array") {
      const index: number = node.items.findIndex(({ span }) => covers(span, offset));
      path.push(index);
      node = node.items[index];
    } else {
      const choice: Value | undefined =
        node.kind === "hole" ? node.choices.find(({ span }) => covers(span, offset)) : undefined;
      if (!choice) return { isKey: false, node, member, path };
      node = choice;
    }
  }
  return undefined;
}

function covers(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}
