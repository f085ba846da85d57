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

async function runOn(
  terminal: { isTTY?: boolean; columns?: number },
  env: Record<string, string> = {},
  args: readonly string[] = ["check"],
) {
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    ...terminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const status = await main({
    args,
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
  const { stdout } = await runOn({ isTTY: true, columns: 70 }, { NO_COLOR: "1" });
  const line = stdout.split("\n").find((one) => one.startsWith("   1 │")) ?? "";
  const marks = stdout.split("\n").find((one) => one.includes("^")) ?? "";
  assert.ok(line.length <= 70, line);
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

test("on a terminal no line is wider than it, whatever is printed; elsewhere a finding stays one line", async () => {
  for (const columns of [60, 80, 120]) {
    const terminal = { isTTY: true, columns };
    for (const args of [["check"], ["explain"], ["rules"], ["rules", "size-quota"]]) {
      const { stdout } = await runOn(terminal, { NO_COLOR: "1" }, args);
      const long = stdout.split("\n").filter((line) => line.length > columns && !/https:|^ *[{["]/.test(line));
      assert.deepEqual(long, [], `${args} at ${columns}`);
    }
  }
  const { stdout } = await runOn({});
  assert.match(stdout.split("\n")[0] ?? "", /^trust\.json:1:\d+ {2}error {2}.*\.$/);
});

test("a long message goes on under the line, and what to do stands below the marks when it does not fit beside them", async () => {
  const { stdout } = await runOn({ isTTY: true, columns: 60 }, { NO_COLOR: "1" });
  assert.equal(
    stdout,
    `trust.json:1:54  error  IAM refuses "allow": Effect is
       case-sensitive. Write "Allow".
   1 │ …tement": [{ "Effect": "allow", "Principal": { "Serv…
     │                        ^^^^^^^
     │ effect-invalid · fix: Change to "Allow"

1 file, 1 policy: 1 error. 1 can be fixed with --fix.
`,
  );
});

test("the page of a rule is for reading: marks under what they are about, and no Markdown", async () => {
  const { stdout } = await runOn({}, {}, ["rules", "effect-invalid"]);
  assert.match(stdout, /^effect-invalid\n.*\nerror · .* · since 0\.1\.0\n\nWhy\n/);
  assert.doesNotMatch(stdout, /^#|\*\*|```/m);
  const lines = stdout.split("\n");
  const marks = lines.findIndex((line) => /^ *\^+$/.test(line));
  const from = lines[marks]?.indexOf("^");
  assert.match((lines[marks - 1] ?? "").slice(from, (lines[marks]?.lastIndexOf("^") ?? 0) + 1), /^".*"$/);
});
