import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { editDistance, nearest } from "../../../server/src/catalog/nearest.ts";

/** The textbook form, with the whole table: what the banded one must agree with. */
function wholeTable(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      row[j] = best;
    }
  }
  return at(a.length, b.length);
}

describe("editDistance", () => {
  it("counts what is inserted, removed, replaced or swapped", () => {
    assert.equal(editDistance("StringLike", "StringLike", 2), 0);
    assert.equal(editDistance("ecs-task", "ecs-tasks", 2), 1);
    assert.equal(editDistance("amaznoaws", "amazonaws", 2), 1);
    assert.equal(editDistance("abc", "xyz", 2), undefined);
  });

  it("agrees with the textbook up to its limit", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
    fc.assert(
      fc.property(text, text, fc.nat(4), (a, b, limit) => {
        const expected = wholeTable(a, b);
        assert.equal(editDistance(a, b, limit), expected <= limit ? expected : undefined);
      }),
    );
  });
});

describe("nearest", () => {
  it("takes the nearest, of equally near ones the first", () => {
    assert.equal(nearest("caat", ["cart", "cat", "coat"]), "cart");
    assert.equal(nearest("cat", ["dog", "cats", "bat"]), "cats");
  });

  it("ignores case", () => assert.equal(nearest("EFFECT", ["Effect"]), "Effect"));

  it("takes a text of any length", () => assert.equal(nearest("x".repeat(5_000_000), ["Effect"]), undefined));
});
