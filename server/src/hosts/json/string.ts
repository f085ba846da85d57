import { type Segments, SegmentsBuilder } from "../../text/segments.ts";
import type { Span } from "../../text/span.ts";
import type { StringPart, StringValue } from "../../tree/value.ts";
import { type JsonText, toHostSpan } from "./text.ts";

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Takes the escapes of a JSON string's inner text apart. Unknown escapes stay as they are written. Never throws. */
export function decodeEscapes(raw: string): { text: string; segments: Segments } {
  const builder = new SegmentsBuilder();
  let i = 0;
  while (i < raw.length) {
    const next = raw.indexOf("\\", i);
    const plainEnd = next === -1 ? raw.length : next;
    if (plainEnd > i) builder.add(raw.slice(i, plainEnd), i, plainEnd - i);
    if (next === -1) break;
    const [decoded, length] = decodeEscape(raw, next);
    builder.add(decoded, next, length);
    i = next + length;
  }
  return builder.build();
}

function decodeEscape(raw: string, at: number): readonly [decoded: string, length: number] {
  const letter = raw[at + 1] ?? "";
  const hex = raw.slice(at + 2, at + 6);
  if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(hex)) return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
  const simple = escapes[letter];
  return simple === undefined ? [raw.slice(at, at + 2), Math.min(2, raw.length - at)] : [simple, 2];
}

/** A string of JSON text. Offsets into its decoded text are mapped through escapes only when somebody asks. */
export class JsonString implements StringValue {
  readonly kind = "string";
  readonly span: Span;
  readonly text: string | undefined;
  /** Undefined: one literal, the whole text. */
  readonly #parts: readonly StringPart[] | undefined;
  readonly #source: JsonText;
  readonly #start: number;
  readonly #end: number;
  readonly #escaped: boolean;
  /** The text before `${!name}` became `${name}`; undefined where there is none. */
  readonly #beforeSubstitution: string | undefined;

  /** `start` and `end` enclose the string with its quotes, if it has any, in the JSON text. Without `parts` it is all literal. */
  constructor(source: JsonText, start: number, end: number, decoded: string, parts?: readonly StringPart[]) {
    const quoted = source.text[start] === '"' || source.text[start] === "'";
    const closed = quoted && end - start >= 2 && source.text[end - 1] === source.text[start];
    this.#source = source;
    this.#start = quoted ? start + 1 : start;
    this.#end = closed ? end - 1 : end;
    this.#escaped = this.#end - this.#start !== decoded.length;
    this.span = toHostSpan(source, start, end);
    this.#parts = parts;
    const text = parts ? joined(parts) : decoded;
    this.#beforeSubstitution = text.length === decoded.length ? undefined : decoded;
    this.text = !parts || parts.every(isLiteral) ? text : undefined;
  }

  get parts(): readonly StringPart[] {
    return this.#parts ?? [{ kind: "literal", text: this.text ?? "" }];
  }

  get inner(): Span {
    return toHostSpan(this.#source, this.#start, this.#end);
  }

  spanOf(from: number, to: number): Span {
    const start = this.#written(from);
    const end = this.#written(to);
    if (!this.#escaped) return toHostSpan(this.#source, this.#start + start, this.#start + end);
    const { segments } = decodeEscapes(this.#source.text.slice(this.#start, this.#end));
    return toHostSpan(this.#source, this.#start + segments.host(start), this.#start + segments.host(end));
  }

  /** The index before substitution: one more for each `!` that it took away further ahead. */
  #written(index: number): number {
    if (this.#beforeSubstitution === undefined) return index;
    let written = index;
    for (const match of this.#beforeSubstitution.matchAll(substitution)) {
      if (match[1] && match.index + 2 < written) written++;
    }
    return written;
  }
}

function isLiteral({ kind }: StringPart): boolean {
  return kind === "literal";
}

function joined(parts: readonly StringPart[]): string {
  return parts.map((part) => (part.kind === "literal" ? part.text : part.source)).join("");
}

const templateHole = /\$\{(?!\s*[*?$]\s*\})([^{}:"\\]*)\}/g;
const substitution = /\$\{(!?)([^{}"\\]*)\}/g;

/**
 * The parts of a string of a plain JSON file: `${name}` without a colon is a place that some template tool fills in; `${aws:key}`
 * is a policy variable and `${*}`, `${?}`, `${$}` are IAM's own escapes. Undefined for a string that is all literal.
 */
export function placeholderParts(text: string): readonly StringPart[] | undefined {
  return text.includes("${") ? split(text, templateHole, (match) => ({ hole: match[0] })) : undefined;
}

const interpolation = /\\(\([^()"\\]*\))/g;

/** Whether the escapes that JSON does not know are all `\(name)`, where Swift code fills a value in. */
export function isInterpolated(raw: string): boolean {
  return !/\\(?!["\\/bfnrtu])/.test(raw.replace(interpolation, ""));
}

/** The parts of such a string as it is written. */
export function interpolationParts(raw: string): readonly StringPart[] {
  return split(raw, interpolation, (match) => ({ hole: match[0] }));
}

/** The parts of an `Fn::Sub` string: `${…}` are holes, `${!name}` stands for a literal `${name}`. */
export function substitutionParts(text: string): readonly StringPart[] {
  return split(text, substitution, (match) => (match[1] ? { text: `\${${match[2]}}` } : { hole: match[0] }));
}

function split(
  text: string,
  pattern: RegExp,
  read: (match: RegExpMatchArray) => { hole: string } | { text: string },
): readonly StringPart[] {
  const parts: StringPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push({ kind: "literal", text: text.slice(from, match.index) });
    const part = read(match);
    parts.push("hole" in part ? { kind: "hole", source: part.hole } : { kind: "literal", text: part.text });
    from = match.index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: "literal", text: text.slice(from) });
  return parts;
}
