import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contains, overlaps, span, touches } from "../../../server/src/text/span.ts";

describe("a span", () => {
  it("is touched by a cursor at either end", () => {
    assert.deepEqual(
      [1, 2, 4, 5].map((offset) => touches(span(2, 4), offset)),
      [false, true, true, false],
    );
  });

  it("overlaps only what shares a character", () => {
    assert.equal(overlaps(span(0, 2), span(2, 4)), false);
    assert.equal(overlaps(span(0, 3), span(2, 4)), true);
  });

  it("contains itself", () => {
    assert.equal(contains(span(2, 4), span(2, 4)), true);
    assert.equal(contains(span(2, 4), span(2, 5)), false);
  });
});
