import assert from "node:assert/strict";
import { test } from "node:test";
import { thousands } from "../../../server/src/text/thousands.ts";

test("digits stand in groups of three", () => {
  const shown = [0, 7, 999, 1000, 2048, 12_345, 131_072, 1_234_567].map(thousands);
  assert.deepEqual(shown, ["0", "7", "999", "1,000", "2,048", "12,345", "131,072", "1,234,567"]);
});
