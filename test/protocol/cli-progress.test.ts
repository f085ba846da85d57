import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { main } from "../../server/src/cli/main.ts";

/** A long run says how far it is, on a terminal only. */
const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const policy =
  '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }';
for (let i = 0; i < 150; i++) writeFileSync(path.join(folder, `role-${i}.json`), policy);

async function progressOf({ isTTY = true, args = [] as readonly string[], input = "" } = {}): Promise<string> {
  let progress = "";
  await main({
    args: ["check", ...args],
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: { isTTY, write: () => true },
    stderr: {
      isTTY,
      write: (text) => {
        progress += text;
      },
    },
    cwd: folder,
    env: {},
    now: Date.parse("2026-11-26"),
  });
  return progress;
}

test("of many files, how many are done; and the line is gone at the end", async () => {
  const progress = await progressOf();
  assert.match(progress, /\r█{8}░{16} 50 of 150 files\r/);
  assert.match(progress, /\r█{24} 150 of 150 files\r\u001b\[K$/);
});

test("of a large list, how many policies have been seen", async () => {
  const roles = Array.from({ length: 1200 }, (_, i) => `{"RoleName":"r${i}","AssumeRolePolicyDocument":${policy}}`);
  const filler = `{"Description":"${"x".repeat(21 * 1024 * 1024 - 1000)}"}`;
  const progress = await progressOf({ args: ["-"], input: `{"Roles":[${roles.join(",")}],"More":[${filler}]}` });
  assert.match(progress, /\r1,1\d\d policies\r\u001b\[K$/);
});

test("nothing where nobody looks, or wants to", async () => {
  assert.equal(await progressOf({ isTTY: false }), "");
  assert.equal(await progressOf({ args: ["--no-progress"] }), "");
  assert.equal(await progressOf({ args: ["--quiet"] }), "");
  assert.equal(await progressOf({ args: ["role-1.json"] }), "");
});
