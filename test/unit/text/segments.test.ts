import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SegmentsBuilder } from "../../../server/src/text/segments.ts";

/** `a\u0062c` read as `abc`, from offset 10 of a document. */
function escaped() {
  const builder = new SegmentsBuilder();
  builder.add("a", 10, 1);
  builder.add("b", 11, 6);
  builder.add("c", 17, 1);
  return builder.build();
}

describe("segments", () => {
  it("join what was decoded", () => {
    assert.equal(escaped().text, "abc");
  });

  it("lead from decoded text to the document and back", () => {
    const { segments } = escaped();
    assert.deepEqual(
      [0, 1, 2, 3].map((offset) => segments.host(offset)),
      [10, 11, 17, 18],
    );
    assert.deepEqual(
      [10, 11, 17, 18].map((offset) => segments.decoded(offset)),
      [0, 1, 2, 3],
    );
  });

  it("lead from inside an escape to its start", () => {
    const { segments } = escaped();
    assert.equal(segments.decoded(14), 1);
    assert.deepEqual(segments.hostSpan({ start: 1, end: 2 }), { start: 11, end: 17 });
  });

  it("take runs that were copied as one", () => {
    const builder = new SegmentsBuilder();
    builder.add("ab", 5, 2);
    builder.add("cd", 7, 2);
    const { segments } = builder.build();
    assert.equal(segments.host(3), 8);
  });
});
