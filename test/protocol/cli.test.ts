import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { bad, bucket, folderWith, good, json, type Report, run } from "./program.ts";

const rulesOf = ({ files }: Report) => files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
const pathsOf = ({ files }: Report) => files.map((file) => file.path);

test("a policy without a fault: status 0", () => {
  const folder = folderWith({ "trust.json": good });
  const { status, stdout, stderr } = run(folder, ["check", "trust.json"]);
  assert.deepEqual([status, stdout, stderr], [0, "1 file, 1 policy: nothing found.\n", ""]);
});

test("a finding: its place, the line it is about, and status 1", () => {
  const folder = folderWith({ "roles/trust.json": bad });
  const { status, stdout } = run(folder, ["check"]);
  assert.equal(status, 1);
  const [head = "", line = "", marks = "", , summary = ""] = stdout.split("\n");
  assert.match(head, /^roles\/trust\.json:2:29 {2}error {2}.*"allow"/);
  assert.equal(line, `   2 │ ${bad.split("\n")[1]}`);
  assert.match(marks, /^ {5}│ {29}\^{7} effect-invalid · fix: Change to "Allow"$/);
  assert.equal(summary, "1 file, 1 policy: 1 error. 1 can be fixed with --fix.");
});

test("--format json is one object, ordered and the same every time", () => {
  const folder = folderWith({ "b.json": bad, "a.json": good, "c.json": bucket });
  const report = json(folder, ["."]);
  assert.equal(report.status, 1);
  assert.deepEqual(pathsOf(report), ["a.json", "b.json", "c.json"]);
  const [finding] = report.files[1]?.findings ?? [];
  assert.deepEqual(finding?.range.start, { line: 2, column: 29, offset: bad.indexOf('"allow"') });
  assert.deepEqual([finding?.rule, finding?.severity, finding?.policy], ["effect-invalid", "error", 0]);
  assert.deepEqual(report.files[0]?.policies, [{ label: "trust policy", line: 1 }]);
  assert.deepEqual(report.files[2]?.policies, []);
  assert.deepEqual(report.summary, { files: 3, policies: 2, error: 1, warning: 0, information: 0, hint: 0 });
  const args = ["check", "--format", "json", "--now", "2026-11-22"];
  assert.equal(run(folder, args).stdout, run(folder, args).stdout);
});

test("--format ndjson is a line for each file, then the summary", () => {
  const folder = folderWith({ "a.json": good, "b.json": bad });
  const lines = run(folder, ["check", "--format", "ndjson"]).stdout.trimEnd().split("\n");
  const [a, b, end] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual([a?.path, b?.path, lines.length], ["a.json", "b.json", 3]);
  assert.deepEqual(end?.summary, { files: 2, policies: 2, error: 1, warning: 0, information: 0, hint: 0 });
});

test("--fail-on decides the status", () => {
  const folder = folderWith({ "trust.json": bad });
  assert.equal(run(folder, ["check", "--fail-on", "never"]).status, 0);
  const mild = ["check", "--rule", "effect-invalid=information"];
  assert.equal(run(folder, mild).status, 0);
  assert.equal(run(folder, [...mild, "--fail-on", "information"]).status, 1);
});

test("standard input, called by --stdin-filename", () => {
  const folder = folderWith({});
  const report = json(folder, ["-", "--stdin-filename", "roles/x.json"], bad);
  assert.deepEqual([report.status, pathsOf(report), rulesOf(report)], [1, ["roles/x.json"], ["effect-invalid"]]);
  assert.deepEqual(pathsOf(json(folder, ["-"], good)), ["-"]);
});

test("--as-trust-policy takes a file for one, whatever it looks like", () => {
  const folder = folderWith({ "some.json": "{}" });
  assert.deepEqual(rulesOf(json(folder, [])), []);
  assert.notDeepEqual(rulesOf(json(folder, ["--as-trust-policy"])), []);
});

test("folders are read without what .gitignore leaves out, node_modules and other kinds of file", () => {
  const folder = folderWith({
    ".gitignore": "ignored/\n*.local.json\n!keep.local.json\n",
    "a.json": good,
    "b.jsonc": good,
    "c.template": good,
    "d.yaml": good,
    "ignored/e.json": good,
    "f.local.json": good,
    "keep.local.json": good,
    "node_modules/g.json": good,
    "sub/.gitignore": "/h.json\n",
    "sub/h.json": good,
    "sub/deep/h.json": good,
  });
  assert.deepEqual(pathsOf(json(folder, [])), [
    "a.json",
    "b.jsonc",
    "c.template",
    "keep.local.json",
    "sub/deep/h.json",
  ]);
  assert.deepEqual(pathsOf(json(folder, ["f.local.json"])), ["f.local.json"], "a file that is named is read");
});

test("a folder that is named is read although its repository ignores it", () => {
  const folder = folderWith({ ".git/HEAD": "", ".gitignore": "cdk.out\n", "cdk.out/a.template.json": good });
  assert.deepEqual(pathsOf(json(folder, [])), []);
  assert.deepEqual(pathsOf(json(folder, ["cdk.out"])), ["cdk.out/a.template.json"]);
});

test("globs that the shell did not take", () => {
  const folder = folderWith({ "roles/a.json": good, "roles/deep/b.json": good, "other/c.json": good });
  assert.deepEqual(pathsOf(json(folder, ["roles/**/*.json"])), ["roles/a.json", "roles/deep/b.json"]);
  assert.deepEqual(pathsOf(json(folder, ["roles/*.json", "roles/a.json"])), ["roles/a.json"]);
  const nothing = json(folder, ["roles/*.yaml"]);
  assert.deepEqual([nothing.status, nothing.files[0]?.error], [2, "no file fits this pattern"]);
});

// Windows lets nobody make links without a privilege.
if (process.platform !== "win32") {
  test("links do not lead out of the folder", () => {
    const outside = folderWith({ "secret.json": good });
    const folder = folderWith({ "a.json": good });
    symlinkSync(outside, path.join(folder, "link"));
    symlinkSync(path.join(outside, "secret.json"), path.join(folder, "link.json"));
    symlinkSync(folder, path.join(folder, "circle"));
    assert.deepEqual(pathsOf(json(folder, [])), ["a.json"]);
    assert.deepEqual(pathsOf(json(folder, ["link.json"])), ["link.json"], "a link that is named is read");
  });

  test("a link that leads nowhere is reported", () => {
    const folder = folderWith({});
    symlinkSync("loop.json", path.join(folder, "loop.json"));
    symlinkSync("gone.json", path.join(folder, "broken.json"));
    assert.deepEqual(
      json(folder, ["broken.json", "loop.json"]).files.map(({ error }) => error),
      ["there is no such file or folder", "its links go in a circle"],
    );
  });
}

test("what cannot be read is reported, and the run goes on", () => {
  const folder = folderWith({
    "a.json": bad,
    "binary.json": new Uint8Array([0x7b, 0xff, 0x00, 0x80, 0x7d]),
    "utf16.json": new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    "zz.json": good,
  });
  const report = json(folder, ["a.json", "binary.json", "missing.json", "utf16.json", "zz.json"]);
  assert.equal(report.status, 2);
  assert.deepEqual(
    report.files.map(({ path, error }) => [path, error]),
    [
      ["a.json", null],
      ["binary.json", "it is not UTF-8 text"],
      ["missing.json", "there is no such file or folder"],
      ["utf16.json", "it is UTF-16; save it as UTF-8"],
      ["zz.json", null],
    ],
  );
  assert.deepEqual(rulesOf(report), ["effect-invalid"]);
});

test("the nearest configuration counts, and --config in place of all", () => {
  const off = '{ "rules": { "effect-invalid": "off" } }';
  const folder = folderWith({
    ".trust-policy.jsonc": off,
    "a.json": bad,
    "inner/.trust-policy.jsonc": "{ /* nothing off here */ }",
    "inner/deep/b.json": bad,
    "hint.jsonc": '{ "rules": { "effect-invalid": "hint" } }',
  });
  const report = json(folder, []);
  assert.deepEqual(pathsOf(report), ["a.json", "hint.jsonc", "inner/deep/b.json"]);
  assert.deepEqual(rulesOf(report), ["effect-invalid"]);
  assert.deepEqual(json(folder, ["--config", "hint.jsonc"]).summary.hint, 2);
  assert.deepEqual(json(folder, ["--rule", "effect-invalid=warning"]).summary.warning, 2);
});

test("suppressions hold for their files, count from the configuration's folder, and end", () => {
  const allow = '{ "rule": "effect-invalid", "reason": "old", "files": ["roles/*.json"], "expires": "2027-06-30" }';
  const folder = folderWith({
    "repo/.trust-policy.jsonc": `{ "allow": [${allow}] }`,
    "repo/roles/a.json": bad,
    "repo/other/b.json": bad,
  });
  const before = json(path.join(folder, "repo/roles"), ["..", "--now", "2027-06-30"]);
  assert.deepEqual(
    before.files.map(({ path, findings }) => [path, findings.length]),
    [
      ["../other/b.json", 1],
      ["a.json", 0],
    ],
  );
  const afterwards = json(folder, ["--now", "2027-07-01"]);
  assert.deepEqual(pathsOf(afterwards), ["repo/.trust-policy.jsonc", "repo/other/b.json", "repo/roles/a.json"]);
  assert.deepEqual(rulesOf(afterwards), ["configuration", "effect-invalid", "effect-invalid"]);
});

test("a broken configuration is told at its place, and the defaults count", () => {
  const folder = folderWith({ ".trust-policy.jsonc": '{\n  "roleTrustPolicyQuota": "big"\n}', "a.json": good });
  const report = json(folder, []);
  assert.equal(report.status, 1);
  const [finding] = report.files[0]?.findings ?? [];
  assert.deepEqual([finding?.rule, finding?.range.start.line], ["configuration", 2]);
  assert.deepEqual(json(folder, [".trust-policy.jsonc"]).files.length, 1);
});

test("policy text never becomes a terminal escape", () => {
  const esc = "\u001b]0;owned\u0007\u001b[31m\u009b2J\u202e";
  const folder = folderWith({ "trust.json": bad.replace("allow", `allow${esc}`) });
  for (const format of ["text", "json", "ndjson", "sarif", "github"]) {
    const { stdout } = run(folder, ["check", "--format", format]);
    assert.doesNotMatch(stdout.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f\u202e]/, format);
    assert.match(stdout, /\\u001[bB]\]0;owned/, format);
  }
});

test("wrong usage: status 2, a line that says what is wrong, nothing on the output", () => {
  const folder = folderWith({ "trust.json": good });
  for (const [args, message] of [
    [[], /A command is missing/],
    [["chek"], /There is no command "chek"\. Did you mean check\?/],
    [["frobnicate"], /There is no command "frobnicate"\. There are: check, explain, rules\./],
    [["check", "--format", "xml"], /--format is one of text, json, ndjson, sarif, github, not "xml"/],
    [["check", "--fail-on", "hint"], /--fail-on is one of/],
    [["check", "--rule", "effect-invalid"], /--rule is NAME=LEVEL/],
    [["check", "--rule", "no-such=off"], /No rule is called "no-such"\.\n/],
    [["check", "--rule", "efect-invalid=off"], /No rule is called "efect-invalid"\. Did you mean effect-invalid\?/],
    [["check", "-", "--fix"], /--fix writes into files/],
    [["explain", "--fix"], /trust-policy explain has no option --fix\./],
    [["explain", "--format", "sarif"], /--format is one of text, json, not "sarif"/],
    [["rules", "oidc-no-subb"], /No rule is called "oidc-no-subb"\. Did you mean oidc-no-sub\?/],
    [["rules", "oidc-no-sub", "oidc-no-aud"], /takes the name of one rule/],
    [["help", "chek"], /There is no command "chek"\. Did you mean check\?/],
    [["check", "--now", "tomorrow"], /--now is a date/],
    [["check", "--now", "2026-13-01"], /--now is a date/],
    [["check", "--config", "missing.jsonc"], /--config missing\.jsonc: there is no such file/],
    [["check", "--nope"], /Unknown option '--nope'/],
    [["check", "--fomat", "json"], /Unknown option '--fomat'\. Did you mean --format\?/],
    [["check", "--\u001b[31m"], /\\u001B/],
  ] as const) {
    const { status, stdout, stderr } = run(folder, args);
    assert.deepEqual([status, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\u001b/);
  }
});

test("--help and --version", () => {
  const folder = folderWith({});
  assert.match(run(folder, ["--help"]).stdout, /^trust-policy: .*\n\nUsage: trust-policy check/);
  for (const command of ["check", "explain", "rules"]) {
    const { status, stdout } = run(folder, [command, "--help"]);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(`Usage: trust-policy ${command} `), stdout);
    assert.equal(stdout, run(folder, ["help", command]).stdout);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 110, line);
  }
  assert.equal(run(folder, ["help"]).stdout, run(folder, ["--help"]).stdout);
  assert.match(run(folder, ["--version"]).stdout, /^trust-policy \d+\.\d+\.\d+ \(catalogue of \d{4}-\d{2}-\d{2}\)\n$/);
});

test("--quiet leaves the findings only", () => {
  const folder = folderWith({ "good.json": good });
  assert.equal(run(folder, ["check", "--quiet"]).stdout, "");
});
