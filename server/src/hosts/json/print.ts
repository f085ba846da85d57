import { type NewValue, partsOf, type Text, type TextPart } from "../../tree/edit.ts";
import type { JsonText } from "./text.ts";

/** How a document is laid out; what is inserted follows it. */
export interface Layout {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** What stands between a colon and its value. */
  readonly afterColon: string;
  /** What stands behind a comma on the same line. */
  readonly afterComma: string;
  /** There are line breaks within the document; one at its end makes no lines of it. */
  readonly multiline: boolean;
}

const known = new WeakMap<JsonText, Layout>();

/** Looked at once for all the policies of a document, of which there can be very many. */
export function layoutOf(source: JsonText): Layout {
  const layout = known.get(source) ?? layoutOfText(source.text);
  known.set(source, layout);
  return layout;
}

function layoutOfText(text: string): Layout {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const multiline = text.trim().includes("\n");
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const compact = !multiline && /":\S/.test(text);
  const tight = /"\s*:\S/.test(text) && !/"\s*: /.test(text);
  return {
    eol,
    unit: unit.startsWith("\t") ? "\t" : unit,
    afterColon: tight ? "" : " ",
    afterComma: compact ? "" : " ",
    multiline,
  };
}

/** The white space that begins the line of an offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(lineBefore(text, offset))?.[0] ?? "";
}

/** What stands in front of an offset on its line. Not by `lastIndexOf`, which looks for a lone carriage return to the very start. */
export function lineBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  return text.slice(start, offset);
}

/** Writes values and members as JSON. With `indent` undefined everything stands on one line. */
export class Printer {
  readonly #layout: Layout;
  readonly #source: JsonText;

  constructor(layout: Layout, source: JsonText) {
    this.#layout = layout;
    this.#source = source;
  }

  member(key: Text, value: NewValue, indent: string | undefined): readonly TextPart[] {
    return [...this.string(key), `:${this.#layout.afterColon}`, ...this.value(value, indent)];
  }

  value(value: NewValue, indent: string | undefined): readonly TextPart[] {
    switch (value.kind) {
      case "string":
        return this.string(value.text);
      case "boolean":
        return [String(value.value)];
      case "existing":
        return [this.#existing(value.value.span, indent)];
      case "array":
        return this.#list(
          "[",
          "]",
          value.items.map((item) => (below: string | undefined) => this.value(item, below)),
          indent,
        );
      case "object": {
        const members = value.members.map(
          ([key, member]) =>
            (below: string | undefined) =>
              this.member(key, member, below),
        );
        return this.#list("{", "}", members, indent);
      }
    }
  }

  string(text: Text): readonly TextPart[] {
    const inner = partsOf(text).map((part) =>
      typeof part === "string" ? encodeEscapes(part) : { ...part, text: encodeEscapes(part.text) },
    );
    return ['"', ...inner, '"'];
  }

  /** The given items between brackets, one a line when `indent` says where the lines begin. */
  #list(
    open: string,
    close: string,
    items: readonly ((indent: string | undefined) => readonly TextPart[])[],
    indent: string | undefined,
  ): readonly TextPart[] {
    if (items.length === 0) return [open, close];
    const { eol, unit, afterComma } = this.#layout;
    const below = indent === undefined ? undefined : indent + unit;
    const before = below === undefined ? (open === "{" ? afterComma : "") : eol + below;
    const between = below === undefined ? `,${afterComma}` : `,${eol}${below}`;
    const after = indent === undefined ? (open === "{" ? afterComma : "") : eol + indent;
    const parts: TextPart[] = [open, before];
    items.forEach((item, index) => {
      if (index > 0) parts.push(between);
      parts.push(...item(below));
    });
    parts.push(after, close);
    return parts;
  }

  /** A part of the document as it is written there, moved to another depth. */
  #existing(span: { start: number; end: number }, indent: string | undefined): string {
    const { text } = this.#source;
    const start = this.#source.toText(span.start);
    const written = text.slice(start, this.#source.toText(span.end));
    if (indent === undefined) return written;
    const from = indentAt(text, start);
    return written.replaceAll(`\n${from}`, `\n${indent}`);
  }
}

function encodeEscapes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** New JSON text as it has to be written in the host document. */
export function encodeParts(source: JsonText, parts: readonly TextPart[]): readonly TextPart[] {
  return parts.map((part) =>
    typeof part === "string" ? source.encode(part) : { ...part, text: source.encode(part.text) },
  );
}
