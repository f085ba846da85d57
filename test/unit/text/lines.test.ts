import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Lines } from "../../../server/src/text/lines.ts";

describe("lines", () => {
  it("end at line feed, carriage return, or both", () => {
    const lines = new Lines("a\nbc\r\nd\re");
    assert.deepEqual(
      [0, 1, 2, 3, 6, 8].map((offset) => lines.at(offset)),
      [
        { line: 0, column: 0 },
        { line: 0, column: 1 },
        { line: 1, column: 0 },
        { line: 1, column: 1 },
        { line: 2, column: 0 },
        { line: 3, column: 0 },
      ],
    );
  });

  it("count UTF-16 units, as editors do", () => {
    assert.deepEqual(new Lines("😀x").at(2), { line: 0, column: 2 });
  });

  it("take an offset past the end as the end", () => {
    const lines = new Lines("ab\nc");
    assert.deepEqual(lines.at(99), { line: 1, column: 1 });
    assert.deepEqual(lines.at(-1), { line: 0, column: 0 });
    assert.equal(lines.offset({ line: 9, column: 0 }), 4);
    assert.equal(lines.offset({ line: 0, column: 9 }), 2);
  });

  it("give back every offset", () => {
    const text = '{\r\n  "a": 1,\n\n}';
    const lines = new Lines(text);
    for (let offset = 0; offset <= text.length; offset++) assert.equal(lines.offset(lines.at(offset)), offset);
  });
});
