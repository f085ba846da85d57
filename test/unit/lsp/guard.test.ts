import assert from "node:assert/strict";
import { test } from "node:test";
import { guarded } from "../../../server/src/lsp/guard.ts";

/** What the log may hold of an error whose message, name or stack quotes the policy. */

const secret = "arn:aws:iam::204512347781:role/secret";

async function logOf(error: unknown): Promise<string> {
  const lines: string[] = [];
  const console = { error: (line: string) => void lines.push(line) };
  const answer = await guarded(console, "hover", "neutral", () => {
    throw error;
  });
  assert.equal(answer, "neutral");
  return lines.join("\n");
}

test("a request that throws is answered, and logged with its name and place alone", async () => {
  const log = await logOf(new Error(`unexpected ${secret}\n    at ${secret}`));
  assert.match(log, /^hover: Error\n\s+at /);
  assert.match(log, /guard\.test/);
  assert.doesNotMatch(log, /secret/);
});

test("what is no error is logged by its type", async () => assert.equal(await logOf(secret), "hover: string"));
