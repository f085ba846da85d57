import type { SyntaxProblem } from "../host.ts";
import { type JsonText, toHostSpan } from "./text.ts";

/**
 * Characters that IAM does not take: it accepts U+0009, U+000A, U+000D and U+0020 to U+00FF.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
const foreign = /[^\t\n\r\x20-\xff]/u;
/** These, and U+00A0, which is no blank of JSON's. Told by what it has: to tell by what it has not takes half as long again. */
const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\xa0\u0100-\uffff]/;
const quotes = new Set(["\u201c", "\u201d", "\u201e", "\u201f", "\u2033", "\u00ab", "\u00bb", "\uff02"]);
const blanks = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/;
const lookAlikes: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u2032": "'",
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u2026": "...",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2003": " ",
  "\u2002": " ",
  "\u3000": " ",
  "\u200b": "",
  "\u200c": "",
  "\u200d": "",
  "\u2060": "",
  "\ufeff": "",
};

export interface Repaired {
  /** The text with typographic quotes outside strings read as quotes and foreign blanks as blanks; of the same length. */
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Finds the characters that IAM refuses, and reads through those that stand for an ASCII one, so that a pasted quotation mark
 * costs one finding and not the whole statement.
 */
export function repairCharacters(source: JsonText): Repaired {
  if (!suspicious.test(source.text)) return { text: source.text, problems: [] };
  return new Repair(source).run();
}

class Repair {
  readonly #source: JsonText;
  readonly #problems: SyntaxProblem[] = [];
  readonly #repaired: string[] = [];
  /** The string that is open: where its quote stands, which one it is, and how many problems stood in front of it. */
  #open: { readonly at: number; readonly quote: string; readonly problems: number } | undefined;

  constructor(source: JsonText) {
    this.#source = source;
  }

  run(): Repaired {
    const { text } = this.#source;
    for (let at = 0; at < text.length; ) {
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const length = this.#open && char === "\\" ? 2 : char.length;
      this.#repaired.push(length === 2 && char === "\\" ? text.slice(at, at + 2) : this.#read(char, at));
      at += length;
    }
    return { text: this.#repaired.join(""), problems: this.#problems };
  }

  /** What is read in place of a character. */
  #read(char: string, at: number): string {
    if (char === '"' || (quotes.has(char) && this.#open?.quote !== '"')) {
      if (this.#open) this.#close(at, char);
      else this.#begin(at, char);
      return '"';
    }
    if (char === "\n") this.#open = undefined;
    const isBlank = !this.#open && blanks.test(char);
    if (foreign.test(char) || (isBlank && char === "\u00a0")) {
      this.#problems.push(badCharacter(this.#source, at, char, lookAlikes[char]));
    }
    return isBlank ? " " : char;
  }

  #begin(at: number, quote: string): void {
    this.#open = { at, quote, problems: this.#problems.length };
    if (foreign.test(quote)) this.#problems.push(badCharacter(this.#source, at, quote, '"'));
  }

  /** Typographic quotes around a text are one problem: only both together can be replaced. */
  #close(at: number, quote: string): void {
    const { at: start, quote: first, problems } = this.#open ?? { at, quote, problems: this.#problems.length };
    this.#open = undefined;
    if (first === '"' && quote === '"') return;
    const inner = this.#problems.splice(problems);
    const whole = badCharacter(this.#source, start, first === '"' ? quote : first, undefined);
    const span = toHostSpan(this.#source, start, at + 1);
    const text = plainText(this.#source.text.slice(start + 1, at));
    const beyondRepair = inner.some(({ repair }) => repair === undefined);
    this.#problems.push(beyondRepair ? { ...whole, span } : { ...whole, span, repair: { span, text: `"${text}"` } });
  }
}

function plainText(text: string): string {
  return [...text].map((char) => lookAlikes[char] ?? char).join("");
}

function badCharacter(source: JsonText, at: number, char: string, replacement: string | undefined): SyntaxProblem {
  const kind = char === "\ufeff" && at === 0 ? "byte-order-mark" : "bad-character";
  const span = toHostSpan(source, at, at + char.length);
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const known = replacement === undefined ? {} : { repair: { span, text: replacement } };
  return { kind, reason: `U+${code}`, span, damaging: false, pure: false, ...known };
}
