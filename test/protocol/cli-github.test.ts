import assert from "node:assert/strict";
import { test } from "node:test";
import { bad, folderWith, good, run } from "./program.ts";

/** Annotations of GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A line as the runner reads it; undefined when it is no command. */
function commandOf(line: string): Command | undefined {
  const [, name = "", list = "", message = ""] = /^::([a-z-]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  if (name === "") return undefined;
  const decoded = (text: string) => text.replace(/%(25|0D|0A|3A|2C)/g, (code) => decodeURIComponent(code));
  const properties = list.split(",").map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), decoded(pair.slice(equals + 1))] as const;
  });
  return { name, properties: Object.fromEntries(properties), message: decoded(message) };
}

test("a finding is an annotation at its place, and its message says the place for the log", () => {
  const folder = folderWith({ "roles/trust.json": bad });
  const { status, stdout } = run(folder, ["check", "--format", "github"]);
  assert.equal(status, 1);
  const [first = "", summary, ...others] = stdout.split("\n");
  assert.deepEqual(commandOf(first), {
    name: "error",
    properties: {
      file: "roles/trust.json",
      line: "2",
      col: "29",
      endLine: "2",
      endColumn: "35",
      title: "effect-invalid",
    },
    message:
      'roles/trust.json:2:29: IAM refuses "allow": Effect is case-sensitive. Write "Allow". Fix: Change to "Allow".',
  });
  assert.equal(summary, "1 file, 1 policy: 1 error. 1 can be fixed with --fix.");
  assert.deepEqual(others, [""]);
  assert.equal(run(folder, ["check", "--format", "github", "--quiet"]).stdout, `${first}\n`);
});

test("levels: information and hint are notices", () => {
  const folder = folderWith({ "trust.json": bad });
  for (const [level, name] of [
    ["error", "error"],
    ["warning", "warning"],
    ["information", "notice"],
    ["hint", "notice"],
  ] as const) {
    const { stdout } = run(folder, ["check", "--format", "github", "--rule", `effect-invalid=${level}`]);
    assert.equal(commandOf(stdout.split("\n")[0] ?? "")?.name, name);
  }
});

test("neither the text of a policy nor the name of a file can end a command or begin one", () => {
  const name = "a,line=1:%0A::error ::owned.json";
  const folder = folderWith({
    [name]: good.replace("Allow", "x%0A::set-output name=a::b\\n::error::c\u0085,file=/etc"),
  });
  const { stdout } = run(folder, ["check", "--format", "github", "--quiet", name, "missing\n::warning::x.json"]);
  const commands = stdout.trimEnd().split("\n").map(commandOf);
  assert.deepEqual(
    commands.map((command) => [command?.name, command?.properties.file]),
    [
      ["error", name],
      ["error", "missing\n::warning::x.json"],
    ],
  );
  assert.match(commands[0]?.message ?? "", /x%0A::set-output/);
  assert.doesNotMatch(stdout, /\u0085/);
});

test("a terminal obeys nothing in the name of a file, which stands there as far as it can be seen", () => {
  const name = "\u001b7\u009b31m\u202e\u2028é.json";
  const { stdout } = run(folderWith({}), ["check", "--format", "github", "--quiet", name]);
  const place = "\\u001B7\\u009B31m\\u202E\\u2028é.json";
  assert.equal(
    stdout,
    `::error file=${place},title=trust-policy::${place}: not checked: there is no such file or folder.\n`,
  );
});

test("a file that could not be read is an error without a line", () => {
  const { status, stdout } = run(folderWith({}), ["check", "--format", "github", "gone.json"]);
  assert.equal(status, 2);
  assert.deepEqual(commandOf(stdout.split("\n")[0] ?? ""), {
    name: "error",
    properties: { file: "gone.json", title: "trust-policy" },
    message: "gone.json: not checked: there is no such file or folder.",
  });
});
