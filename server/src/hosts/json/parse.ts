import { createScanner } from "jsonc-parser";
import type { ArrayValue, ObjectValue, StringPart, Value } from "../../tree/value.ts";
import type { SyntaxProblem } from "../host.ts";
import type { ArrayFrame, Frame, ObjectFrame } from "./frame.ts";
import { maximumDepth } from "./limits.ts";
import { type LooseText, looseTextAt } from "./loose.ts";
import { Problems } from "./problems.ts";
import { interpolationParts, isInterpolated, JsonString, placeholderParts } from "./string.ts";
import { afterBlanks, type JsonText, toHostSpan } from "./text.ts";
import { Token, TokenError } from "./tokens.ts";

/**
 * JSON text → tree, over jsonc-parser's scanner. Half-typed text gives the best tree there is: a key without a value gets a
 * missing one, an unclosed bracket ends where the next member of the object around it begins. No recursion, so that depth
 * cannot overflow the stack. Never throws.
 */
export interface ParsedJson {
  /** Undefined when the text holds no value at all. */
  readonly root: Value | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** The characters of all tokens: what IAM counts where there are no problems. */
  readonly size: number;
  /** Where a bracket is nested too deeply; what follows was not read. */
  readonly tooDeep: number | undefined;
}

/** How the text of a string is taken apart into known text and holes; undefined when it is all literal. */
export type ReadParts = (text: string) => readonly StringPart[] | undefined;

export function parseJson(source: JsonText, readParts: ReadParts = placeholderParts): ParsedJson {
  return new Parser(source, readParts).parse();
}

class Parser {
  readonly #source: JsonText;
  readonly #readParts: ReadParts;
  readonly #scanner;
  readonly #problems: Problems;
  readonly #stack: Frame[] = [];
  #root: Value | undefined;
  #reportedExtra = false;
  #unknownEnd = -1;
  #size = 0;
  #tooDeep: number | undefined;
  /** A text without double quotes that is read as one. */
  #loose: LooseText | undefined;
  /** Where the token stands, and where the one before it ends. */
  #offset = 0;
  #end = 0;
  #lastEnd = 0;

  constructor(source: JsonText, readParts: ReadParts) {
    this.#source = source;
    this.#readParts = readParts;
    this.#problems = new Problems(source);
    this.#scanner = createScanner(source.text, false);
  }

  parse(): ParsedJson {
    for (let token = this.#scan(); token !== Token.End && this.#tooDeep === undefined; token = this.#scan()) {
      this.#accept(token);
    }
    this.#finish();
    return { root: this.#root, problems: this.#problems.list, size: this.#size, tooDeep: this.#tooDeep };
  }

  /** The next token that is neither white space nor a comment. The scanner would make a text of every blank. */
  #scan(): number {
    this.#lastEnd = this.#end;
    this.#loose = undefined;
    for (;;) {
      this.#scanner.setPosition(afterBlanks(this.#source.text, this.#scanner.getPosition()));
      const token = this.#scanner.scan();
      this.#offset = this.#scanner.getTokenOffset();
      this.#end = this.#scanner.getPosition();
      if (token === Token.LineComment || token === Token.BlockComment) {
        this.#problems.harmless("comment", "a comment", this.#offset, this.#end);
        continue;
      }
      this.#size += this.#end - this.#offset;
      this.#reportScanError();
      return token === Token.Unknown && this.#readLoosely() ? Token.String : token;
    }
  }

  /** A text in single quotes, or a key without any: what is meant is plain, so it is reported and read. */
  #readLoosely(): boolean {
    const frame = this.#stack.at(-1);
    const isKeyPlace = frame?.kind === "object" && (frame.state === "key" || frame.state === "comma");
    const loose = looseTextAt(this.#source.text, this.#offset, isKeyPlace);
    if (!loose) return false;
    this.#scanner.setPosition(loose.end);
    this.#loose = loose;
    this.#offset = loose.start;
    this.#end = loose.end;
    const span = toHostSpan(this.#source, loose.start, loose.end);
    const details = { damaging: false, repair: { span, text: JSON.stringify(loose.text) } };
    this.#problems.malformed("texts and keys stand in double quotes", loose.start, loose.end, details);
    return true;
  }

  #reportScanError(): void {
    switch (this.#scanner.getTokenError()) {
      case TokenError.UnexpectedEndOfString:
        return this.#malformed("the closing quote is missing");
      case TokenError.InvalidEscapeCharacter:
        if (isInterpolated(this.#source.text.slice(this.#offset, this.#end))) return;
        return this.#malformed("a backslash is followed by a letter that JSON does not know");
      case TokenError.InvalidUnicode:
        return this.#malformed("\\u must be followed by four hexadecimal digits");
      case TokenError.InvalidCharacter:
        return this.#malformed("a control character inside a string has to be written as an escape");
      case TokenError.UnexpectedEndOfNumber:
        return this.#malformed("the number is not complete");
      default:
    }
  }

  #accept(token: number): void {
    const frame = this.#stack.at(-1);
    if (token === Token.Unknown) return this.#unknown(frame);
    if (!frame) return this.#top(token);
    if (frame.kind === "object") this.#inObject(frame, token);
    else this.#inArray(frame, token);
  }

  #top(token: number): void {
    if (this.#root === undefined) {
      if (this.#startsValue(token)) return this.#value(token);
      return this.#malformed("a value is expected here");
    }
    if (!this.#reportedExtra) {
      this.#reportedExtra = true;
      this.#problems.harmless("malformed", "text follows after the end of the document", this.#offset, this.#end);
    }
    if (token === Token.OpenBrace || token === Token.OpenBracket) this.#open(token, true);
  }

  #inObject(frame: ObjectFrame, token: number): void {
    switch (token) {
      case Token.String:
        return this.#stringInObject(frame);
      case Token.Colon:
        if (frame.state === "colon") {
          frame.colon = this.#source.toHost(this.#offset);
          frame.state = "value";
        } else this.#malformed("this colon does not belong here");
        return;
      case Token.Comma:
        if (frame.state === "colon" || frame.state === "value") this.#missingValue(frame, true);
        else if (frame.state === "key") this.#problems.strayComma(this.#offset, this.#end);
        frame.comma = this.#offset;
        frame.state = "key";
        return;
      case Token.CloseBrace:
        return this.#closeObject(frame);
      case Token.CloseBracket:
        if (!this.#stack.some((outer) => outer.kind === "array")) {
          return this.#malformed('this "]" closes nothing');
        }
        this.#malformed('a "}" is missing in front of this "]"');
        this.#endObject(frame, this.#offset);
        return this.#accept(token);
      default:
        return this.#valueInObject(frame, token);
    }
  }

  #stringInObject(frame: ObjectFrame): void {
    if (frame.state === "value") {
      if (!this.#colonFollows()) return this.#value(Token.String);
      this.#missingValue(frame, true);
    }
    if (frame.state === "comma") this.#missingComma();
    if (frame.state === "colon") {
      if (!this.#colonFollows()) {
        this.#malformed("a colon is missing in front of this");
        return this.#value(Token.String);
      }
      this.#missingValue(frame, true);
    }
    frame.key = this.#string();
    frame.keyStart = this.#offset;
    frame.colon = undefined;
    frame.comma = undefined;
    frame.state = "colon";
  }

  #colonFollows(): boolean {
    return this.#source.text[afterBlanks(this.#source.text, this.#end)] === ":";
  }

  #valueInObject(frame: ObjectFrame, token: number): void {
    if (frame.state === "value") return this.#value(token);
    if (frame.state === "colon") {
      this.#malformed("a colon is missing in front of this");
      return this.#value(token);
    }
    this.#malformed("a key in double quotes is expected here");
    if (token === Token.OpenBrace || token === Token.OpenBracket) this.#open(token, true);
  }

  #inArray(frame: ArrayFrame, token: number): void {
    switch (token) {
      case Token.Comma:
        if (frame.state === "item") this.#problems.strayComma(this.#offset, this.#end);
        frame.comma = this.#offset;
        frame.state = "item";
        return;
      case Token.CloseBracket:
        if (frame.comma !== undefined && frame.state === "item") this.#trailingComma(frame.comma);
        return this.#endArray(frame, this.#end);
      case Token.CloseBrace:
        if (!this.#stack.some((outer) => outer.kind === "object")) return this.#malformed('this "}" closes nothing');
        this.#malformed('a "]" is missing in front of this "}"');
        this.#endArray(frame, this.#offset);
        return this.#accept(token);
      case Token.Colon:
        return this.#colonInArray(frame);
      default:
        if (frame.state === "comma") this.#missingComma();
        return this.#value(token);
    }
  }

  /** `[ "a" ⏎ "Condition": …`: the bracket was never closed and the last item is the next key of the object around it. */
  #colonInArray(frame: ArrayFrame): void {
    const outer = this.#stack.at(-2);
    const last = frame.items.at(-1);
    if (outer?.kind !== "object" || last?.kind !== "string" || !(last instanceof JsonString)) {
      return this.#malformed("this colon does not belong here");
    }
    const keyStart = frame.lastStart;
    frame.items.pop();
    this.#problems.malformed('a "]" is missing in front of this', keyStart, frame.lastEnd);
    this.#endArray(frame, keyStart);
    outer.key = last;
    outer.keyStart = keyStart;
    outer.colon = this.#source.toHost(this.#offset);
    outer.state = "value";
  }

  /** A word without quotes, single quotes, or signs that JSON does not have. One finding for the words of one place. */
  #unknown(frame: Frame | undefined): void {
    const joined = this.#unknownEnd >= 0 && /^[ \t:]*$/.test(this.#source.text.slice(this.#unknownEnd, this.#offset));
    if (!joined) this.#malformed("this is not JSON; texts stand in double quotes");
    this.#unknownEnd = this.#end;
    if (frame?.kind === "object" && frame.state === "value") {
      const { key, keyStart, colon } = frame;
      const span = toHostSpan(this.#source, this.#offset, this.#end);
      if (key) {
        frame.members.push({
          key,
          colon,
          value: { kind: "missing", span },
          span: toHostSpan(this.#source, keyStart, this.#end),
        });
      }
      frame.state = "comma";
    }
  }

  #startsValue(token: number): boolean {
    return token !== Token.Colon && token !== Token.Comma && token !== Token.CloseBrace && token !== Token.CloseBracket;
  }

  #value(token: number): void {
    if (token === Token.OpenBrace || token === Token.OpenBracket) return this.#open(token, false);
    this.#add(this.#scalar(token), this.#offset, this.#end);
  }

  #scalar(token: number): Value {
    if (token === Token.String) return this.#string();
    const span = toHostSpan(this.#source, this.#offset, this.#end);
    switch (token) {
      case Token.Number: {
        const text = this.#source.text.slice(this.#offset, this.#end);
        return { kind: "number", span, value: Number(text), text };
      }
      case Token.True:
        return { kind: "boolean", span, value: true };
      case Token.False:
        return { kind: "boolean", span, value: false };
      default:
        return { kind: "null", span };
    }
  }

  #string(): JsonString {
    if (this.#scanner.getTokenError() === TokenError.InvalidEscapeCharacter) {
      const inner = this.#source.text.slice(this.#offset + 1, this.#end - 1);
      if (isInterpolated(inner)) {
        return new JsonString(this.#source, this.#offset, this.#end, inner, interpolationParts(inner));
      }
    }
    const decoded = this.#loose?.text ?? this.#scanner.getTokenValue();
    return new JsonString(this.#source, this.#offset, this.#end, decoded, this.#readParts(decoded));
  }

  #open(token: number, stray: boolean): void {
    const start = this.#offset;
    if (this.#stack.length >= maximumDepth) this.#tooDeep ??= start;
    if (token === Token.OpenBrace) {
      const members: ObjectFrame["members"] = [];
      const [key, colon, comma] = [undefined, undefined, undefined];
      this.#stack.push({ kind: "object", start, members, state: "key", stray, key, keyStart: start, colon, comma });
    } else {
      const items: Value[] = [];
      const comma = undefined;
      this.#stack.push({ kind: "array", start, items, state: "item", stray, comma, lastStart: start, lastEnd: start });
    }
  }

  /** Puts a finished value where it belongs. */
  #add(value: Value, start: number, end: number): void {
    const frame = this.#stack.at(-1);
    if (!frame) {
      this.#root = value;
    } else if (frame.kind === "array") {
      frame.items.push(value);
      frame.lastStart = start;
      frame.lastEnd = end;
      frame.state = "comma";
    } else if (frame.key) {
      const span = toHostSpan(this.#source, frame.keyStart, end);
      frame.members.push({ key: frame.key, colon: frame.colon, value, span });
      frame.state = "comma";
    }
  }

  #missingValue(frame: ObjectFrame, report: boolean): void {
    if (!frame.key) return;
    const { key, colon } = frame;
    const end = colon === undefined ? key.span.end : colon + 1;
    if (report) {
      const { start, end } = key.span;
      const toText = (offset: number) => this.#source.toText(offset);
      this.#problems.malformed("a value is missing behind this key", toText(start), toText(end));
    }
    const span = { start: key.span.start, end };
    frame.members.push({ key, colon, value: { kind: "missing", span: { start: end, end } }, span });
  }

  #closeObject(frame: ObjectFrame): void {
    if (frame.state === "colon" || frame.state === "value") this.#missingValue(frame, true);
    else if (frame.state === "key" && frame.comma !== undefined) this.#trailingComma(frame.comma);
    this.#endObject(frame, this.#end, true);
  }

  #endObject(frame: ObjectFrame, end: number, complete = false): void {
    if (!complete && (frame.state === "colon" || frame.state === "value")) this.#missingValue(frame, false);
    this.#stack.pop();
    const value: ObjectValue = {
      kind: "object",
      span: toHostSpan(this.#source, frame.start, end),
      members: frame.members,
    };
    if (!frame.stray) this.#add(value, frame.start, end);
  }

  #endArray(frame: ArrayFrame, end: number): void {
    this.#stack.pop();
    const value: ArrayValue = {
      kind: "array",
      span: toHostSpan(this.#source, frame.start, end),
      items: frame.items,
    };
    if (!frame.stray) this.#add(value, frame.start, end);
  }

  /** Closes what is still open; the innermost bracket is the one to name. */
  #finish(): void {
    const end = this.#source.text.length;
    const innermost = this.#stack.at(-1);
    if (innermost) {
      const bracket = innermost.kind === "object" ? "}" : "]";
      const reason = `this bracket is never closed; a "${bracket}" is missing`;
      this.#problems.malformed(reason, innermost.start, innermost.start + 1);
    }
    for (let frame = this.#stack.at(-1); frame; frame = this.#stack.at(-1)) {
      if (frame.kind === "object") this.#endObject(frame, end);
      else this.#endArray(frame, end);
    }
  }

  #trailingComma(offset: number): void {
    this.#problems.harmless("trailing-comma", "a comma with nothing behind it", offset, offset + 1);
  }

  #missingComma(): void {
    const repair = { span: toHostSpan(this.#source, this.#lastEnd, this.#lastEnd), text: "," };
    this.#problems.malformed("a comma is missing in front of this", this.#offset, this.#end, { repair });
  }

  #malformed(reason: string): void {
    this.#problems.malformed(reason, this.#offset, this.#end);
  }
}
