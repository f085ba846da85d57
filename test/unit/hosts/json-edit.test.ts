import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { editJson } from "../../../server/src/hosts/json/edit.ts";
import { parseJson } from "../../../server/src/hosts/json/parse.ts";
import { layoutOf } from "../../../server/src/hosts/json/print.ts";
import { wholeDocument } from "../../../server/src/hosts/json/text.ts";
import { existing, object, string, type TreeEdit } from "../../../server/src/tree/edit.ts";
import type { ArrayValue, Member, ObjectValue } from "../../../server/src/tree/value.ts";
import { applyEdits } from "../../harness/apply.ts";

/** The text after the edits that `make` asks for. */
function edited(text: string, make: (root: ObjectValue) => readonly TreeEdit[]): string {
  const source = wholeDocument(text);
  const { root } = parseJson(source);
  assert.ok(root?.kind === "object");
  return applyEdits(text, editJson(source, make(root), layoutOf(source)));
}

function member(root: ObjectValue, name: string): Member {
  return root.members.find(({ key }) => key.text === name) ?? assert.fail(name);
}

function list(root: ObjectValue, name: string): ArrayValue {
  const { value } = member(root, name);
  return value.kind === "array" ? value : assert.fail(name);
}

const add = (object: ObjectValue, key: string, after: Member | "last" | undefined): TreeEdit => ({
  kind: "insert-member",
  object,
  key,
  value: string("new"),
  after,
});
const remove = (object: ObjectValue, name: string): TreeEdit => ({
  kind: "remove-member",
  object,
  member: member(object, name),
});

describe("a member", () => {
  it("is added to an empty object", () => {
    assert.equal(
      edited("{}", (root) => [add(root, "a", "last")]),
      '{"a": "new"}',
    );
    assert.equal(
      edited("{\n}", (root) => [add(root, "a", undefined)]),
      '{\n  "a": "new"\n}',
    );
  });

  it("is added first, between and last", () => {
    const text = '{ "a": 1, "b": 2 }';
    assert.equal(
      edited(text, (root) => [add(root, "x", undefined)]),
      '{ "x": "new", "a": 1, "b": 2 }',
    );
    assert.equal(
      edited(text, (root) => [add(root, "x", member(root, "a"))]),
      '{ "a": 1, "x": "new", "b": 2 }',
    );
    assert.equal(
      edited(text, (root) => [add(root, "x", "last")]),
      '{ "a": 1, "b": 2, "x": "new" }',
    );
  });

  it("follows the document's lines, tabs and line ends", () => {
    const text = '{\r\n\t"a": 1\r\n}';
    assert.equal(
      edited(text, (root) => [add(root, "x", "last")]),
      '{\r\n\t"a": 1,\r\n\t"x": "new"\r\n}',
    );
  });

  it("follows a document without white space", () => {
    assert.equal(
      edited('{"a":1}', (root) => [add(root, "x", "last")]),
      '{"a":1,"x":"new"}',
    );
  });

  it("follows a document of one line, whether a line break ends it or not", () => {
    for (const end of ["", "\n", "\r\n"]) {
      const result = edited(`{"a":1}${end}`, (root) => [
        add(root, "b", "last"),
        { kind: "replace", target: member(root, "a").value, value: object([["c", string("x")]]) },
      ]);
      assert.equal(result, `{"a":{"c":"x"},"b":"new"}${end}`);
    }
  });

  it("is removed with its comma wherever it stands", () => {
    const text = '{ "a": 1, "b": 2, "c": 3 }';
    assert.equal(
      edited(text, (root) => [remove(root, "a")]),
      '{ "b": 2, "c": 3 }',
    );
    assert.equal(
      edited(text, (root) => [remove(root, "b")]),
      '{ "a": 1, "c": 3 }',
    );
    assert.equal(
      edited(text, (root) => [remove(root, "c")]),
      '{ "a": 1, "b": 2 }',
    );
    assert.equal(
      edited(text, (root) => [remove(root, "a"), remove(root, "b")]),
      '{ "c": 3 }',
    );
    assert.equal(
      edited(text, (root) => [remove(root, "a"), remove(root, "c")]),
      '{ "b": 2 }',
    );
  });

  it("leaves well-formed JSON whatever is added and removed at once", () => {
    const text = '{ "a": 1, "b": 2, "c": 3 }';
    for (const first of ["a", "b", "c"]) {
      for (const second of ["a", "b", "c"]) {
        for (const after of [undefined, "a", "b", "c", "last"] as const) {
          const result = edited(text, (root) => {
            const where = after === undefined || after === "last" ? after : member(root, after);
            const removals = [...new Set([first, second])].map((name) => remove(root, name));
            return [...removals, add(root, "x", where), add(root, "y", where)];
          });
          const kept = ["a", "b", "c"].filter((name) => name !== first && name !== second);
          assert.deepEqual(Object.keys(JSON.parse(result)).sort(), [...kept, "x", "y"].sort(), result);
        }
      }
    }
  });

  it("of which nothing is left leaves an empty object", () => {
    const text = '{ "a": 1, "b": 2 }';
    const result = edited(text, (root) => [remove(root, "a"), remove(root, "b")]);
    assert.deepEqual(JSON.parse(result), {});
  });

  it("gets another name", () => {
    const rename = (root: ObjectValue): TreeEdit => ({ kind: "rename", member: member(root, "a"), key: 'q"x' });
    assert.equal(
      edited('{ "a": 1 }', (root) => [rename(root)]),
      '{ "q\\"x": 1 }',
    );
  });
});

describe("an item", () => {
  it("is added and removed in lines", () => {
    const text = '{\n  "a": [\n    "x",\n    "y"\n  ]\n}';
    const result = edited(text, (root) => {
      const values = list(root, "a");
      const item = values.items[0] ?? assert.fail();
      return [
        { kind: "remove-item", array: values, item },
        { kind: "insert-item", array: values, value: string("z"), after: "last" },
      ];
    });
    assert.equal(result, '{\n  "a": [\n    "y",\n    "z"\n  ]\n}');
  });

  it("is added to an empty list", () => {
    const insert = (root: ObjectValue): TreeEdit => ({
      kind: "insert-item",
      array: list(root, "a"),
      value: string("x"),
      after: "last",
    });
    assert.equal(
      edited('{ "a": [] }', (root) => [insert(root)]),
      '{ "a": ["x"] }',
    );
  });
});

describe("a value", () => {
  it("is replaced by one that keeps a part of it, indented where it goes", () => {
    const text = '{\n  "a": {\n    "b": 1\n  }\n}';
    const result = edited(text, (root) => {
      const target = member(root, "a").value;
      return [{ kind: "replace", target, value: object([["in", existing(target)]]) }];
    });
    assert.deepEqual(JSON.parse(result), { a: { in: { b: 1 } } });
    assert.match(result, /\n {6}"b": 1\n/);
  });

  it("is written with its escapes", () => {
    const text = '{ "a": 1 }';
    const result = edited(text, (root) => [
      { kind: "replace", target: member(root, "a").value, value: string('"\\\n\u0000\ud800') },
    ]);
    assert.deepEqual(JSON.parse(result), { a: '"\\\n\u0000\ud800' });
  });
});
