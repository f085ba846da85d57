import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { every, not, some, type Truth } from "../../../server/src/access/truth.ts";

const all: readonly Truth[] = [true, false, undefined];

/** What three-valued logic promises: an answer is given exactly where the unknown, whatever it turns out to be, cannot change it. */
function outcomes(truths: readonly Truth[], ask: (known: readonly boolean[]) => boolean): Truth {
  const worlds = truths.reduce<readonly (readonly boolean[])[]>(
    (known, truth) =>
      known.flatMap((world) => (truth === undefined ? [true, false] : [truth]).map((one) => [...world, one])),
    [[]],
  );
  const answers = new Set(worlds.map(ask));
  return answers.size === 1 ? answers.has(true) : undefined;
}

describe("what is not known", () => {
  it("leaves open only what it can change", () => {
    const lists = all.flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c])));
    for (const truths of [[], ...all.map((a) => [a]), ...lists]) {
      assert.equal(
        every(truths),
        outcomes(truths, (known) => known.every(Boolean)),
        `every of ${truths}`,
      );
      assert.equal(
        some(truths),
        outcomes(truths, (known) => known.some(Boolean)),
        `some of ${truths}`,
      );
    }
    assert.deepEqual(all.map(not), [false, true, undefined]);
  });
});
