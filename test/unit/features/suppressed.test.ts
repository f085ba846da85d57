import assert from "node:assert/strict";
import { test } from "node:test";
import type { Allow } from "../../../server/src/config/config.ts";
import { defaultConfig, open } from "../../../server/src/service.ts";

const statement = (sid: string) =>
  `{ "Sid": "${sid}", "Effect": "allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`;
const text = `{ "Version": "2012-10-17", "Statement": [${statement("A")}, ${statement("B")}] }`;

function opened(...allow: readonly Allow[]) {
  return open(text, { languageId: "json", named: true, config: { ...defaultConfig, allow }, now: 0 });
}

test("a finding that is allowed is handed out with the reason, and is no finding", () => {
  const snapshot = opened({ rule: "effect-invalid", sid: "B", reason: "Waits for the migration." });
  assert.deepEqual(
    snapshot.findings.map(({ rule, policy }) => [rule, policy]),
    [["effect-invalid", 0]],
  );
  const [suppressed, ...others] = snapshot.suppressed;
  assert.deepEqual(others, []);
  assert.deepEqual([suppressed?.rule, suppressed?.policy], ["effect-invalid", 0]);
  assert.equal(suppressed?.reason, "Waits for the migration.");
  assert.equal(suppressed?.span.start, text.lastIndexOf('"allow"'));
});

test("without an entry, or with one that does not count, nothing is suppressed", () => {
  for (const snapshot of [
    opened(),
    opened({ rule: "effect-invalid", reason: " " }),
    opened({ rule: "effect-invalid", reason: "Over.", expires: "1969-12-30" }),
    opened({ rule: "effect-missing", reason: "Another rule." }),
  ]) {
    assert.deepEqual([snapshot.findings.length, snapshot.suppressed.length], [2, 0]);
  }
});
