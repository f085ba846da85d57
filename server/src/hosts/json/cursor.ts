import { createScanner } from "jsonc-parser";
import type { Step } from "../../tree/slot.ts";
import { Token, TokenError } from "./tokens.ts";

/**
 * Where a cursor stands in JSON text, whole or half typed: the brackets that are open in front of it, the word under it, and
 * what follows. Reads the tokens from the start of the value up to the cursor; never throws.
 */
export interface Cursor {
  /** The open brackets around the cursor, outermost first; never empty. */
  readonly frames: readonly Frame[];
  readonly word: Word;
  /** The word is, or will be, a key of the innermost frame. */
  readonly isKey: boolean;
  /** Where what stands before ends, when no comma follows it; undefined when none is missing. */
  readonly noCommaSince: number | undefined;
  readonly next: Next;
}

export interface Frame {
  readonly kind: "object" | "array";
  /** The offset of the bracket. */
  readonly start: number;
  /** What leads to the place below it: the key, or the index. */
  readonly step: Step;
}

/** The word under the cursor, with its quotes; empty when nothing stands there. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Its closing quote is missing. */
  readonly open: boolean;
}

/** What follows a word: `key` has a colon behind it, and `value` says whether something stands behind that. */
export interface Next {
  readonly kind: "colon" | "comma" | "close" | "value";
  /** The offset behind the colon. */
  readonly end: number;
  readonly hasValue: boolean;
}

interface OpenFrame {
  readonly kind: "object" | "array";
  readonly start: number;
  step: Step;
  /** What may come next: a key, its colon, a value or item, or a comma. */
  state: "key" | "colon" | "value" | "comma";
  /** The end of the last key, value or item. */
  end: number;
}

/** `start` is where the value begins. Undefined in a comment, outside all brackets, and right behind a whole value. */
export function cursorAt(text: string, start: number, at: number): Cursor | undefined {
  return new Search(text, at).run(start);
}

class Search {
  readonly #text: string;
  readonly #at: number;
  readonly #scanner;
  readonly #bare: Word;
  readonly #stack: OpenFrame[] = [];

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
    this.#scanner = createScanner(text, false);
    this.#bare = bareWord(text, at);
  }

  run(start: number): Cursor | undefined {
    this.#scanner.setPosition(start);
    for (let token = this.#scanner.scan(); token !== Token.End; token = this.#scanner.scan()) {
      const from = this.#scanner.getTokenOffset();
      const to = from + this.#scanner.getTokenLength();
      if (from >= this.#at) break;
      if (token === Token.String) {
        const word = this.#wordOf(from, to);
        if (word) return this.#found(word);
      } else if (token === Token.LineComment || token === Token.BlockComment) {
        if (this.#at < to || (token === Token.LineComment && this.#at === to)) return undefined;
        continue;
      } else if (token === Token.Trivia || token === Token.LineBreak) continue;
      else if (from >= this.#bare.start) break;
      this.#accept(token, from, to);
    }
    return this.#found(this.#bare);
  }

  /** A string as the word under the cursor; undefined when the cursor stands behind its closing quote. */
  #wordOf(start: number, end: number): Word | undefined {
    const unclosed = this.#scanner.getTokenError() === TokenError.UnexpectedEndOfString;
    if (this.#at > end || (this.#at === end && !unclosed)) return undefined;
    if (!unclosed && !this.#closesNext(start, end)) return { start, end, quoted: true, open: false };
    return { start, end: Math.max(this.#at, this.#bare.end), quoted: true, open: true };
  }

  /** `{"Effect":"Al,"Action":…`: the quote that seems to close the word opens the next one. */
  #closesNext(start: number, end: number): boolean {
    const inside = this.#text.slice(start + 1, end - 1);
    return /[,{[:]\s*$/.test(inside) && /[\w$*]/.test(this.#text[end] ?? "");
  }

  #accept(token: number, from: number, to: number): void {
    const frame = this.#stack.at(-1);
    switch (token) {
      case Token.OpenBrace:
        this.#stack.push({ kind: "object", start: from, step: "", state: "key", end: to });
        return;
      case Token.OpenBracket:
        this.#stack.push({ kind: "array", start: from, step: 0, state: "value", end: to });
        return;
      case Token.CloseBrace:
      case Token.CloseBracket:
        return this.#close(token === Token.CloseBrace ? "object" : "array", to);
      case Token.Comma:
        if (frame?.kind === "array" && frame.state === "comma") frame.step = Number(frame.step) + 1;
        if (frame) frame.state = frame.kind === "object" ? "key" : "value";
        return;
      case Token.Colon:
        if (frame?.state === "colon") frame.state = "value";
        return;
      default:
        if (frame) this.#scalar(frame, token, from, to);
    }
  }

  #scalar(frame: OpenFrame, token: number, from: number, to: number): void {
    const isKey = token === Token.String && frame.kind === "object" && (frame.state !== "value" || this.#isKey(to));
    if (isKey) {
      frame.step = this.#scanner.getTokenValue();
      frame.state = "colon";
    } else if (frame.state === "value") frame.state = "comma";
    else if (frame.kind === "array" && frame.state === "comma" && from > frame.end) frame.step = Number(frame.step) + 1;
    frame.end = to;
  }

  /** A text behind a colon that is itself followed by one, on another line, is the next key. */
  #isKey(end: number): boolean {
    return nextAfter(this.#text, end).kind === "colon";
  }

  /** Brackets of another kind that are still open were never closed. A bracket that closes nothing is passed over. */
  #close(kind: "object" | "array", to: number): void {
    const index = this.#stack.findLastIndex((frame) => frame.kind === kind);
    if (index < 0) return;
    this.#stack.length = index;
    const outer = this.#stack.at(-1);
    if (!outer) return;
    outer.state = "comma";
    outer.end = to;
  }

  #found(word: Word): Cursor | undefined {
    const frame = this.#stack.at(-1);
    if (!frame) return undefined;
    const empty = word.start === word.end;
    if (empty && (frame.state === "comma" || frame.state === "colon") && frame.end === this.#at) return undefined;
    if (empty && frame.kind === "object" && frame.state === "value" && valueFollows(this.#text, this.#at))
      return undefined;
    const next = nextAfter(this.#text, word.end);
    const isKey = frame.kind === "object" && (frame.state !== "value" || (word.quoted && next.kind === "colon"));
    if (frame.kind === "array" && frame.state === "comma") frame.step = Number(frame.step) + 1;
    const noCommaSince = frame.state === "comma" ? frame.end : undefined;
    return { frames: this.#stack, word, isKey, noCommaSince, next };
  }
}

/** The word without quotes around an offset, up to where a comment begins or ended; empty where there is none. */
export function bareWord(text: string, at: number): Word {
  const isWord = (index: number) => /[\w:.$*/@-]/.test(text[index] ?? "");
  let start = at;
  while (start > 0 && isWord(start - 1) && !text.startsWith("*/", start - 2)) start--;
  let end = at;
  while (end < text.length && isWord(end) && !/^\/[/*]/.test(text.slice(end, end + 2))) end++;
  while (start < at && text[start] === ":") start++;
  while (end > at && text[end - 1] === ":") end--;
  return { start, end, quoted: false, open: false };
}

/** The first token behind an offset, comments aside. */
export function nextAfter(text: string, offset: number): Next {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  const token = scanner.scan();
  const end = scanner.getTokenOffset() + scanner.getTokenLength();
  switch (token) {
    case Token.Comma:
      return { kind: "comma", end, hasValue: false };
    case Token.CloseBrace:
    case Token.CloseBracket:
    case Token.End:
      return { kind: "close", end, hasValue: false };
    case Token.Colon:
      return { kind: "colon", end, hasValue: valueFollows(text, end) };
    default:
      return { kind: "value", end, hasValue: false };
  }
}

/** Whether a value stands behind a colon, and not the next key. */
function valueFollows(text: string, colon: number): boolean {
  const scanner = createScanner(text, true);
  scanner.setPosition(colon);
  const token = scanner.scan();
  if (token === Token.Comma || token === Token.CloseBrace || token === Token.CloseBracket || token === Token.End)
    return false;
  if (token !== Token.String) return true;
  return scanner.scan() !== Token.Colon;
}
