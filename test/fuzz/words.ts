import { documents } from "../harness/documents.ts";

/** What texts are made of: the pieces that policies consist of, and those that break things. */

/** The documents of the tests, in their own order. */
export const corpus = documents();

/** Every token that stands in the documents, each once: strings with their quotes, words and marks. */
export const tokens: readonly string[] = [...new Set(corpus.flatMap(({ text }) => tokensOf(text)))].sort();

/** The strings among them that name something, without quotes. */
export const names: readonly string[] = tokens.flatMap((token) => /^"([^"\\\s]{1,80})"$/.exec(token)?.[1] ?? []);

export const marks = ["{", "}", "[", "]", ",", ":", '"', " ", "\n", "\r\n", "\r", "\t", "//", "/*", "*/", "\\"];

/** Names that objects have before anybody gives them one, and texts that mean something to whoever shows or runs them. */
export const hostile = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "",
  " ",
  "\u0000",
  "\u001b[31mred",
  "\u202egnp.exe",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\udc00x",
  "😀",
  "e\u0301",
  "\\u0000",
  "\\ud83d",
  "\\uZZZZ",
  "\\",
  "“",
  "${aws:username}",
  "${",
  "}",
  "$0",
  "$(zap)",
  "$&",
  "[x](command:evil)",
  "![x](https://evil.example/x.png)",
  "<img src=x onerror=alert(1)>",
  "```",
  "::error::x",
  "../../etc/passwd",
  "%2e%2e%00",
  "(a+)+$",
  "1e999",
  "-0",
  "0x1",
  "9".repeat(400),
  "*".repeat(60),
  "?*".repeat(40),
  "a".repeat(3000),
  "/".repeat(500),
  ":".repeat(500),
  "{{".repeat(40),
  "[".repeat(600),
];

export function tokensOf(text: string): readonly string[] {
  return text.match(/"(?:[^"\\\n]|\\.)*"|[{}[\],:]|\w+/g) ?? [];
}
