import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../../server/src/service.ts";

const text = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Principal": { "AWS": "464622532012" }, "Action": "sts:AssumeRole" },
  { "Effect": "Allow", "Principal": { "AWS": "464622532012" }, "Action": "sts:AssumeRole" }
] }`;

test("only the hints within the span asked for are given, its ends included", () => {
  const snapshot = open(text, { languageId: "json", named: true });
  const behind = (from: number) => text.indexOf('464622532012"', from) + '464622532012"'.length;
  const [first, second] = [behind(0), behind(behind(0))];
  const offsets = (start: number, end: number) => snapshot.inlayHints({ start, end }).map(({ offset }) => offset);
  assert.deepEqual(offsets(0, text.length), [first, second]);
  assert.deepEqual(offsets(0, first), [first]);
  assert.deepEqual(offsets(0, first - 1), []);
  assert.deepEqual(offsets(first + 1, text.length), [second]);
  assert.deepEqual(offsets(text.length, text.length), []);
});
