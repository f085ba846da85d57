import assert from "node:assert/strict";
import { test } from "node:test";
import { bold, code, codeList, link, plain } from "../../../server/src/features/hover/markdown.ts";

/** Every way in which a text could come alive, and what it looks like when it does not. */
const hostile: readonly [text: string, asPlain: string][] = [
  ["[click](command:evil)", "\\[click\\](command:evil)"],
  ["![x](https://evil.example/x.png)", "!\\[x\\](https:\\//evil.example/x.png)"],
  ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)>"],
  ["<https://evil.example>", "\\<https:\\//evil.example>"],
  ["https://evil.example", "https:\\//evil.example"],
  ["www.evil.example", "www\\.evil.example"],
  ["me@evil.example", "me\\@evil.example"],
  ["repo:acme@65/app@74:ref", "repo:acme@65/app@74:ref"],
  ["`code`", "\\`code\\`"],
  ["~~~", "\\~\\~\\~"],
  ["**bold** _it_", "\\*\\*bold\\*\\* \\_it\\_"],
  ["snake_case_name", "snake_case_name"],
  ["# title", "\\# title"],
  ["- item", "\\- item"],
  ["> quote", "\\> quote"],
  ["1. item", "1\\. item"],
  ["&lt;b&gt; & co", "\\&lt;b\\&gt; & co"],
  ["back\\slash", "back\\\\slash"],
  ["two\n\nlines", "two\\\\u000A\\\\u000Alines"],
  ["\u001b[31mred", "\\\\u001B\\[31mred"],
  ["\u202etxt.exe", "\\\\u202Etxt.exe"],
  ["\ud800 half", "\\\\uD800 half"],
  ["whole 😀", "whole 😀"],
];

for (const [text, asPlain] of hostile) {
  test(`${JSON.stringify(text)} stays text`, () => assert.equal(plain(text), asPlain));
}

test("a code span ends only where it should, whatever backticks are in it", () => {
  assert.equal(code("a"), "`a`");
  assert.equal(code("a`b"), "``a`b``");
  assert.equal(code("```js"), "```` ```js ````");
  assert.equal(code("`"), "`` ` ``");
  assert.equal(code(" a "), "`  a  `");
  assert.equal(code(""), "`  `");
});

test("a code span stays on its line", () => {
  assert.equal(code("a\n\n# b\u0000"), "`a\\u000A\\u000A# b\\u0000`");
});

test("a long text is cut in the middle", () => {
  assert.ok(code("x".repeat(10_000)).length < 300);
  assert.match(code(`start${"x".repeat(10_000)}end`), /^`start.*…x*end`$/);
});

test("a link of ours cannot be left", () => {
  assert.equal(link("a]b", "https://x.example/(y) z"), "[a\\]b](https://x.example/%28y%29%20z)");
});

test("bold text cannot end early", () => {
  assert.equal(bold("a**b"), "**a\\*\\*b**");
  assert.equal(bold("  "), '**""**');
});

test("lists say how many more there are", () => {
  assert.equal(codeList(["a"]), "`a`");
  assert.equal(codeList(["a", "b"]), "`a` and `b`");
  assert.equal(codeList(["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more");
});
