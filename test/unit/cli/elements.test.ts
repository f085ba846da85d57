import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Element, ElementScanner } from "../../../server/src/cli/check/elements.ts";
import { Lines } from "../../../server/src/text/lines.ts";

/** What the scanner finds in a text that comes in pieces, cut at the offsets. */
function elementsOf(text: string, cuts: readonly number[] = []): readonly Element[] {
  const scanner = new ElementScanner();
  const edges = [0, ...cuts.toSorted((a, b) => a - b), text.length];
  const pieces = edges.slice(1).map((end, i) => text.slice(edges[i], end));
  return [...pieces.flatMap((piece) => scanner.push(piece)), ...scanner.end()];
}

const textsOf = (text: string) => elementsOf(text).map((element) => element.text);

test("the objects in a list at the top", () => {
  assert.deepEqual(textsOf('[{"a":1}, {"b":[{"c":2}]}]'), ['{"a":1}', '{"b":[{"c":2}]}']);
});

test("the objects in the lists of an object at the top", () => {
  assert.deepEqual(textsOf('{"Users":[],"Roles":[{"a":{}}],"More":[{"b":1}],"IsTruncated":false}'), [
    '{"a":{}}',
    '{"b":1}',
  ]);
});

test("several documents one after the other, as a program writes that turns pages", () => {
  assert.deepEqual(textsOf('{"Roles":[{"a":1}]}\n{"Roles":[{"b":1}]}'), ['{"a":1}', '{"b":1}']);
});

test("nothing deeper, and nothing that is no object", () => {
  assert.deepEqual(textsOf('{"Resources":{"Role":{"Properties":{"List":[{"a":1}]}}}}'), []);
  assert.deepEqual(textsOf('[1, "{}", [{"a":1}], null]'), []);
  assert.deepEqual(textsOf('{"Roles":[[{"a":1}],{"b":[[{}]]}]}'), ['{"b":[[{}]]}']);
  assert.deepEqual(textsOf(""), []);
});

test("brackets and quotes in strings count for nothing", () => {
  const element = String.raw`{"a":"}]{[\"","b":"\\"}`;
  assert.deepEqual(textsOf(`[${element},{"c":1}]`), [element, '{"c":1}']);
});

test("a string without its end costs the element that it stands in", () => {
  assert.deepEqual(textsOf('[{"a":"x\n},{"b":1}]').at(-1), '{"b":1}');
});

test("the last element of a text that was cut off", () => {
  assert.deepEqual(textsOf('{"Roles":[{"a":1},{"b":'), ['{"a":1}', '{"b":']);
});

test("the place of an element, whichever way lines end", () => {
  const text = '[\n{"a":1},\r\n  {"b":1},\r{"c":1}]';
  const places = elementsOf(text).map(({ origin }) => [origin.line, origin.column]);
  assert.deepEqual(places, [
    [1, 0],
    [2, 2],
    [3, 0],
  ]);
});

test("an element longer than any role is left out, and said to be", () => {
  const scanner = new ElementScanner();
  const filler = "x".repeat(1024 * 1024);
  const pieces = ['[{"a":"', ...Array.from({ length: 21 }, () => filler), '"},{"b":1}]'];
  const found = pieces.flatMap((piece) => scanner.push(piece));
  assert.deepEqual(
    found.map(({ text }) => text),
    ['{"b":1}'],
  );
  assert.equal(scanner.tooLong, true);
});

test("wherever the text is cut, the elements and their places are the same", () => {
  const symbols = [
    '{"Roles":[',
    "[",
    "]",
    "{",
    "}",
    '"',
    "\\",
    '"a":1',
    ",",
    "\n",
    "\r",
    "\r\n",
    "é",
    "😀",
    '{"a":[{}]}',
    "]}",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...symbols)), fc.array(fc.nat(60)), (parts, cuts) => {
      const text = parts.join("");
      const whole = elementsOf(text);
      assert.deepEqual(
        elementsOf(
          text,
          cuts.filter((cut) => cut <= text.length),
        ),
        whole,
      );
      const lines = new Lines(text);
      for (const { text: element, origin } of whole) {
        assert.equal(text.slice(origin.offset, origin.offset + element.length), element);
        assert.deepEqual({ line: origin.line, column: origin.column }, lines.at(origin.offset));
      }
    }),
    { numRuns: 2000 },
  );
});
