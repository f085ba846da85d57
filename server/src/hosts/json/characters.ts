import type { SyntaxProblem } from "../host.ts";
import { type JsonText, toHostSpan } from "./text.ts";

/**
 * Characters that IAM does not take: it accepts U+0009, U+000A, U+000D and U+0020 to U+00FF.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
const foreign = /[^\t\n\r\x20-\xff]/u;
const suspicious = /[^\t\n\r\x20-\x9f\xa1-\xff]/;
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
  const { text } = source;
  if (!suspicious.test(text)) return { text, problems: [] };
  const problems: SyntaxProblem[] = [];
  const repaired: string[] = [];
  let inString = false;
  let quote = '"';
  for (let i = 0; i < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(i) ?? 0);
    let written = char;
    if (inString && char === "\\") {
      repaired.push(text.slice(i, i + 2));
      i += 2;
      continue;
    }
    if (char === '"' || (quotes.has(char) && (!inString || quote !== '"'))) {
      if (!inString) quote = char;
      inString = !inString;
      written = '"';
    } else if (char === "\n") inString = false;
    else if (!inString && blanks.test(char)) written = " ";
    if (foreign.test(char) || (!inString && char === "\u00a0")) {
      problems.push(badCharacter(source, i, char, written === '"' ? '"' : lookAlikes[char]));
    }
    repaired.push(written);
    i += char.length;
  }
  return { text: repaired.join(""), problems };
}

function badCharacter(source: JsonText, at: number, char: string, replacement: string | undefined): SyntaxProblem {
  const kind = char === "\ufeff" && at === 0 ? "byte-order-mark" : "bad-character";
  const span = toHostSpan(source, at, at + char.length);
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const known = replacement === undefined ? {} : { repair: { span, text: replacement } };
  return { kind, reason: `U+${code}`, span, damaging: false, pure: false, ...known };
}
