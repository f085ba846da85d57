import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseJson } from "../../../server/src/hosts/json/parse.ts";
import { wholeDocument } from "../../../server/src/hosts/json/text.ts";
import {
  hasHole,
  headOf,
  itemsOf,
  memberNamed,
  membersNamed,
  type Value,
  walkValue,
} from "../../../server/src/tree/value.ts";

function read(text: string): Value {
  const { root } = parseJson(wholeDocument(text));
  assert.ok(root);
  return root;
}

function object(text: string) {
  const value = read(text);
  assert.equal(value.kind, "object");
  return value.kind === "object" ? value : assert.fail();
}

describe("a tree", () => {
  it("keeps what stands twice; the last one counts", () => {
    const root = object('{ "a": 1, "b": 2, "a": 3 }');
    assert.equal(membersNamed(root, "a").length, 2);
    const last = memberNamed(root, "a")?.value;
    assert.equal(last?.kind === "number" && last.value, 3);
  });

  it("takes names of JavaScript for names like any other", () => {
    const root = object('{ "__proto__": 1, "constructor": 2, "toString": 3 }');
    assert.deepEqual(
      root.members.map(({ key }) => key.text),
      ["__proto__", "constructor", "toString"],
    );
    assert.equal(memberNamed(object("{}"), "__proto__"), undefined);
    assert.equal(memberNamed(object("{}"), "constructor"), undefined);
  });

  it("takes a scalar for a list of one, and nothing for what is missing", () => {
    assert.equal(itemsOf(read('"a"')).length, 1);
    assert.equal(itemsOf(read('["a", "b"]')).length, 2);
    assert.deepEqual(itemsOf({ kind: "missing", span: { start: 0, end: 0 } }), []);
  });

  it("is walked in the order of the document", () => {
    const seen: string[] = [];
    walkValue(read('{ "a": ["b", { "c": "d" }], "e": "f" }'), (value) => {
      if (value.kind === "string") seen.push(value.text ?? "");
    });
    assert.deepEqual(seen, ["a", "b", "c", "d", "e", "f"]);
  });

  it("knows of holes wherever they are", () => {
    assert.equal(hasHole(read('{ "a": [{ "b": "x${y}z" }] }')), true);
    assert.equal(hasHole(read('{ "a": "${aws:username}" }')), false);
  });

  it("begins with a character, unless nothing stands there", () => {
    assert.deepEqual(headOf(read("  {}")), { start: 2, end: 3 });
    assert.deepEqual(headOf({ kind: "missing", span: { start: 4, end: 4 } }), { start: 4, end: 4 });
  });
});
