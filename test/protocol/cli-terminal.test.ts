import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { main } from "../../server/src/cli/main.ts";
import { cut } from "../../server/src/cli/report/terminal.ts";

/** What only a terminal gets: colours, progress, lines cut to its width. */
const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const statement = '{ "Effect": "allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }';
writeFileSync(path.join(folder, "trust.json"), `{ "Version": "2012-10-17", "Statement": [${statement}] }`);

async function runOn(terminal: { isTTY?: boolean; columns?: number }, env: Record<string, string> = {}) {
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    ...terminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const status = await main({
    args: ["check"],
    stdin: (async function* () {})(),
    stdout: output("stdout"),
    stderr: output("stderr"),
    cwd: folder,
    env,
    now: Date.parse("2026-11-22"),
  });
  return { status, ...written };
}

test("colours on a terminal only, and never with NO_COLOR", async () => {
  assert.match((await runOn({ isTTY: true })).stdout, /\u001b\[31merror/);
  for (const [terminal, env] of [
    [{}, {}],
    [{ isTTY: true }, { NO_COLOR: "1" }],
    [{ isTTY: true }, { TERM: "dumb" }],
  ] as const) {
    assert.doesNotMatch((await runOn(terminal, env)).stdout, /\u001b/);
  }
});

test("a long line is cut around what it is about, and the marks stay under it", async () => {
  const { stdout } = await runOn({ columns: 70 });
  const [, line = "", marks = ""] = stdout.split("\n");
  assert.ok(line.length <= 72, line);
  const at = marks.indexOf("^");
  assert.equal(line.slice(at, marks.lastIndexOf("^") + 1), '"allow"');
});

test("an excerpt shows what cannot be seen, and counts it", () => {
  const line = '\t"a\u001bb": "value"';
  assert.deepEqual(cut(line, 7, 14, 80), { text: '  "a\\u001Bb": "value"', start: 13, length: 7 });
  const long = `${"x".repeat(500)}HERE${"y".repeat(500)}`;
  const { text, start, length } = cut(long, 500, 504, 60);
  assert.equal(text.slice(start, start + length), "HERE");
  assert.ok(text.startsWith("…") && text.endsWith("…") && text.length <= 62);
});
