import type { Span } from "../../text/span.ts";
import type { TextPart } from "../../tree/edit.ts";
import type { Slot } from "../../tree/slot.ts";
import type { Member, ObjectValue } from "../../tree/value.ts";
import type { Joined, NewMember } from "../host.ts";
import { editJson } from "./edit.ts";
import { encodeParts, indentAt, type Layout, Printer } from "./print.ts";
import type { JsonText } from "./text.ts";

/** A member for a block that stands beside the slot: see `PolicySite.join`. */
export function joinBlock(
  source: JsonText,
  layout: Layout,
  block: Member,
  member: NewMember,
  slot: Slot,
): Joined | undefined {
  const { container } = slot;
  if (container?.kind !== "object" || block.value.kind !== "object") return undefined;
  const neighbours = container.members.filter((other) => other !== slot.member);
  const below = neighbours.find(({ span }) => span.start >= slot.replace.end) === block;
  const [first] = block.value.members;
  return first && below
    ? openAbove(source, layout, { block, first }, member, slot)
    : bringHere(source, layout, { block, object: block.value, neighbours }, member, slot);
}

/** The block right below opens above the slot; the new member becomes its first one. */
function openAbove(
  source: JsonText,
  layout: Layout,
  { block, first }: { readonly block: Member; readonly first: Member },
  { key, value }: NewMember,
  slot: Slot,
): Joined | undefined {
  const { text } = source;
  const start = source.toText(block.span.start);
  const end = source.toText(first.span.start);
  const head = text.slice(start, end);
  if (start === source.toText(slot.replace.end) || !/^"[^"\\]*"\s*:\s*\{\s*$/.test(head)) return undefined;
  const outer = indentAt(text, start);
  const inner = /[\r\n]/.test(head) ? indentAt(text, end) : undefined;
  const deeper = inner?.startsWith(outer) ? inner.slice(outer.length) : "";
  const parts = encodeParts(source, [head, ...new Printer(layout, source).member(key, value, inner)]);
  return {
    text: withCommas(source, parts, slot),
    additional: [
      ...(slot.missingComma ? [slot.missingComma] : []),
      { span: { start: block.span.start, end: first.span.start }, text: [source.encode(deeper)] },
    ],
  };
}

/** From anywhere else the whole block comes to the slot; the new member becomes its last one. */
function bringHere(
  source: JsonText,
  layout: Layout,
  {
    block,
    object,
    neighbours,
  }: { readonly block: Member; readonly object: ObjectValue; readonly neighbours: readonly Member[] },
  { key, value }: NewMember,
  slot: Slot,
): Joined | undefined {
  const { text } = source;
  const removed = upTo(block, neighbours, slot);
  const [edit] = editJson(source, [{ kind: "insert-member", object, key, value, after: "last" }], layout);
  const closed = text[source.toText(block.span.end) - 1] === "}";
  if (!removed || !edit || !closed || !/^\s*(?:,\s*)?$/.test(betweenOf(source, removed, block))) return undefined;
  const written = (span: Span) => source.encode(text.slice(source.toText(span.start), source.toText(span.end)));
  const parts = [
    written({ start: block.span.start, end: edit.span.start }),
    ...edit.text,
    written({ start: edit.span.end, end: block.span.end }),
  ];
  const removal = { span: removed, text: [] };
  if (removed.end === slot.replace.start) {
    return { text: withCommas(source, parts, { ...slot, commaBefore: false }), additional: [removal] };
  }
  return {
    text: withCommas(source, parts, slot),
    additional: [...(slot.missingComma ? [slot.missingComma] : []), removal],
  };
}

/** The block with its comma: up to what stands next to it on the side of the slot, which may be the slot itself. */
function upTo({ span }: Member, neighbours: readonly Member[], { replace }: Slot): Span | undefined {
  if (span.end <= replace.start) {
    const starts = neighbours.map((other) => other.span.start).filter((start) => start >= span.end);
    return { start: span.start, end: Math.min(replace.start, ...starts) };
  }
  if (span.start < replace.end) return undefined;
  const ends = neighbours.map((other) => other.span.end).filter((end) => end <= span.start && end > replace.end);
  return ends.length === 0 ? undefined : { start: Math.max(...ends), end: span.end };
}

/** What stands in a stretch beside the block itself. */
function betweenOf({ text, toText }: JsonText, removed: Span, { span }: Member): string {
  const before = text.slice(toText(removed.start), toText(span.start));
  return before + text.slice(toText(span.end), toText(removed.end));
}

function withCommas({ encode }: JsonText, parts: readonly TextPart[], slot: Slot): readonly TextPart[] {
  return [encode(slot.commaBefore ? "," : ""), ...parts, encode(slot.commaAfter ? "," : "")];
}
