import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseJson } from "../../../server/src/hosts/json/parse.ts";
import { wholeDocument } from "../../../server/src/hosts/json/text.ts";
import type { Value } from "../../../server/src/tree/value.ts";

/** The tree as plain data: objects as lists of pairs, `?` for what is missing. */
function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case "object":
      return value.members.map(({ key, value: below }) => [key.text, plain(below)]);
    case "array":
      return value.items.map(plain);
    case "string":
      return value.text;
    case "number":
    case "boolean":
      return value.value;
    case "null":
      return null;
    default:
      return "?";
  }
}

function read(text: string) {
  const { root, problems } = parseJson(wholeDocument(text));
  return { tree: plain(root), reasons: problems.filter(({ consequence }) => !consequence).map(({ reason }) => reason) };
}

describe("whole JSON", () => {
  it("is read without a problem", () => {
    const text = '{ "a": [1, -2.5e3, true, false, null, "b"], "c": {} }';
    const expected = [
      ["a", [1, -2500, true, false, null, "b"]],
      ["c", []],
    ];
    assert.deepEqual(read(text), { tree: expected, reasons: [] });
  });

  it("gives the texts that JSON.parse gives", () => {
    for (const text of ['"\\u00e9\\n\\"\\\\/"', '"\\ud83d\\ude00"', '"\\ud800"', '"\ud800"', '"😀"', '""']) {
      assert.equal(read(text).tree, JSON.parse(text), text);
    }
  });
});

describe("half-typed JSON", () => {
  const cases: readonly (readonly [text: string, tree: unknown, ...reasons: string[]])[] = [
    ['{ "a" }', [["a", "?"]], "a value is missing behind this key"],
    ['{ "a": }', [["a", "?"]], "a value is missing behind this key"],
    [
      '{ "a": , "b": 1 }',
      [
        ["a", "?"],
        ["b", 1],
      ],
      "a value is missing behind this key",
    ],
    [
      '{ "a": 1 "b": 2 }',
      [
        ["a", 1],
        ["b", 2],
      ],
      "a comma is missing in front of this",
    ],
    ['{ "a": 1, }', [["a", 1]], "a comma with nothing behind it"],
    ["[1, ]", [1], "a comma with nothing behind it"],
    ["[1 2]", [1, 2], "a comma is missing in front of this"],
    ['{ "a": [1 }', [["a", [1]]], 'a "]" is missing in front of this "}"'],
    [
      '{ "a": ["b" "c": 1 }',
      [
        ["a", ["b"]],
        ["c", 1],
      ],
      "a comma is missing in front of this",
    ],
    ['{ "a": "b', [["a", "b"]], "the closing quote is missing"],
    ['{ "a": {', [["a", []]], 'this bracket is never closed; a "}" is missing'],
    ["{ 'a': 'b' }", [["a", "b"]], "texts and keys stand in double quotes", "texts and keys stand in double quotes"],
    ["{ a: 1 }", [["a", 1]], "texts and keys stand in double quotes"],
    ['{ "a": b }', [["a", "?"]], "this is not JSON; texts stand in double quotes"],
    ["{} {}", [], "text follows after the end of the document"],
    ["}", "?", "a value is expected here"],
    ["", "?"],
  ];
  for (const [text, tree, ...reasons] of cases) {
    it(`${text || "(nothing)"} is read as far as it goes`, () => {
      assert.deepEqual(read(text), { tree, reasons });
    });
  }

  it("loses only the statement that is broken", () => {
    const text = '{ "Statement": [\n{ "Effect": "Allow" "Sid": "a" },\n{ "Effect": "Deny" }\n] }';
    assert.deepEqual(read(text).tree, [
      [
        "Statement",
        [
          [
            ["Effect", "Allow"],
            ["Sid", "a"],
          ],
          [["Effect", "Deny"]],
        ],
      ],
    ]);
  });
});

describe("places", () => {
  it("in a text lead through its escapes", () => {
    const text = '{ "a": "x\\u0041\\n\\"end" }';
    const { root } = parseJson(wholeDocument(text));
    const value = root?.kind === "object" ? root.members[0]?.value : undefined;
    assert.ok(value?.kind === "string");
    assert.equal(value.text, 'xA\n"end');
    const { start, end } = value.spanOf(4, 7);
    assert.equal(text.slice(start, end), "end");
    const letter = value.spanOf(1, 2);
    assert.equal(text.slice(letter.start, letter.end), "\\u0041");
  });

  it("of members go from the key to the end of the value", () => {
    const text = '{ "a" : [ 1 ] , "b":2}';
    const { root } = parseJson(wholeDocument(text));
    assert.ok(root?.kind === "object");
    assert.deepEqual(
      root.members.map(({ span }) => text.slice(span.start, span.end)),
      ['"a" : [ 1 ]', '"b":2'],
    );
  });
});

describe("holes", () => {
  const kinds = (text: string) => {
    const { root } = parseJson(wholeDocument(JSON.stringify(text)));
    return root?.kind === "string" ? root.parts.map((part) => (part.kind === "hole" ? part.source : part.text)) : [];
  };

  it("are placeholders without a colon; policy variables and escapes are text", () => {
    assert.deepEqual(kinds("a${name}b"), ["a", "${name}", "b"]);
    assert.deepEqual(kinds("${aws:username}"), ["${aws:username}"]);
    assert.deepEqual(kinds("${*}${?}${$}"), ["${*}${?}${$}"]);
    assert.deepEqual(kinds("${open"), ["${open"]);
  });
});
