import type { NewValue, TextPart } from "../../tree/edit.ts";
import type { Slot } from "../../tree/slot.ts";
import type { Insertion } from "../host.ts";
import { encodeParts, indentAt, type Layout, lineBefore, Printer } from "./print.ts";
import type { JsonText } from "./text.ts";

/** A member or a value at a place where nothing, or a half-typed word, stands: see `PolicySite.print`. */
export function printInsertion(
  source: JsonText,
  layout: Layout,
  { key, value }: Insertion,
  slot: Slot,
): readonly TextPart[] {
  const place = placeOf(source, layout, slot, value);
  const printer = new Printer(place.layout, source);
  const parts: TextPart[] = [slot.commaBefore ? `,${layout.afterComma}` : "", place.before];
  if (key === undefined) parts.push(...(value ? printer.value(value, place.indent) : []));
  else if (slot.hasValue || !value) parts.push(...printer.string(key));
  else parts.push(...printer.member(key, value, place.indent));
  parts.push(slot.commaAfter ? `,${place.touchesNext ? layout.afterComma : ""}` : "", place.after);
  return encodeParts(
    source,
    parts.filter((part) => part !== ""),
  );
}

interface Place {
  readonly layout: Layout;
  /** Where the lines of the value begin; undefined: it stays on one line. */
  readonly indent: string | undefined;
  /** White space around what is inserted. */
  readonly before: string;
  readonly after: string;
  readonly touchesNext: boolean;
}

function placeOf(source: JsonText, layout: Layout, slot: Slot, value: NewValue | undefined): Place {
  const { text } = source;
  const start = source.toText(slot.replace.start);
  const end = source.toText(slot.replace.end);
  const touchesNext = /\S/.test(text[end] ?? "");
  const inline = { layout, indent: undefined, before: "", after: "", touchesNext };
  const before = text[start - 1] === ":" ? layout.afterColon : "";
  if (slot.kind === "policy") {
    const multiline = layout.multiline || text.slice(0, start).trim() === "";
    return {
      ...inline,
      layout: { ...layout, multiline },
      before,
      indent: multiline ? indentAt(text, start) : undefined,
    };
  }
  if (text[start - 1] === ":") return { ...inline, before, indent: indentOf(text, layout, start) };
  if (text[start - 1] === ",") return { ...inline, before: layout.afterComma };
  const opening = text[start - 1] ?? "";
  const alone = /[{[]/.test(opening) && /[}\]]/.test(text[end] ?? "");
  if (!alone) return { ...inline, indent: indentOf(text, layout, start) };
  if ((layout.multiline || slot.kind === "policy-key") && value && hasObject(value)) {
    const outer = indentAt(text, start);
    const indent = outer + layout.unit;
    return { ...inline, indent, before: layout.eol + indent, after: layout.eol + outer };
  }
  const padding = opening === "{" ? layout.afterComma : "";
  return { ...inline, before: padding, after: padding };
}

/** The indentation of a line that begins with the place, or with the key whose value stands there. */
function indentOf(text: string, layout: Layout, start: number): string | undefined {
  if (!layout.multiline) return undefined;
  const before = lineBefore(text, start);
  return /^[ \t]*("(\\.|[^"\\])*"\s*:\s*)?$/.test(before) ? indentAt(text, start) : undefined;
}

function hasObject(value: NewValue): boolean {
  if (value.kind === "object") return true;
  return value.kind === "array" && value.items.some(hasObject);
}
