import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { LeftError, replaceFile } from "../../server/src/cli/replace-file.ts";
import { root } from "../harness/files.ts";
import { bad, folderWith, good, json, run } from "./program.ts";

/** A user without rights of their own. */
const nobody = 65_534;
const read = (folder: string, name: string) => readFileSync(path.join(folder, name), "utf8");

test("safe fixes are written, what remains is reported, and the summary says what was fixed", () => {
  const weak = good.replace("ec2.amazonaws.com", "bedrock.amazonaws.com");
  const folder = folderWith({ "a.json": bad, "b.json": weak, "c.json": good });
  assert.match(
    run(folder, ["check"]).stdout,
    /\n3 files, 3 policies: 1 error, 1 warning\. 1 can be fixed with --fix\.\n$/,
  );
  const { status, stdout } = run(folder, ["check", "--fix"]);
  assert.equal(status, 0);
  assert.match(stdout, /^b\.json:2:\d+ {2}warning/);
  assert.match(stdout, /\nFixed 1 finding in 1 file\. 3 files, 3 policies: 1 warning\.\n$/);
  assert.deepEqual([read(folder, "a.json"), read(folder, "b.json"), read(folder, "c.json")], [good, weak, good]);
  assert.match(run(folder, ["check", "--fix"]).stdout, /^b.*\n.*\n.*\n\n3 files, 3 policies: 1 warning\.\n$/);
});

test("line ends, the missing last one, and characters past ASCII stay", () => {
  const texts = {
    "crlf.json": bad.replaceAll("\n", "\r\n"),
    "bare.json": bad.trimEnd(),
    "wide.json": bad.replace('"Effect"', '"Sid": "A\\u00e9", "Effect"').replace("{ ", '{ "Id": "é€😀", '),
  };
  const folder = folderWith(texts);
  run(folder, ["check", "--fix"]);
  for (const [name, text] of Object.entries(texts)) {
    const fixed = read(folder, name);
    assert.match(fixed, /"Allow"/, name);
    assert.equal(fixed.includes("\r\n"), text.includes("\r\n"), name);
    assert.equal(/[\r\n]$/.test(fixed), /[\r\n]$/.test(text), name);
  }
  assert.equal(read(folder, "crlf.json"), good.replaceAll("\n", "\r\n"));
  assert.equal(read(folder, "bare.json"), good.trimEnd());
});

test("a byte-order mark goes only where a rule takes it away", () => {
  const folder = folderWith({ "a.json": `\ufeff${bad}` });
  const off = ["check", "--fix", "--rule", "json-bad-character=off"];
  assert.match(run(folder, off).stdout, /Fixed 1 finding in 1 file/);
  assert.equal(read(folder, "a.json"), `\ufeff${good}`);
});

test("files that could not be read, configurations and findings that are allowed are left as they are", () => {
  const configuration =
    '{ "allow": [{ "rule": "effect-invalid", "files": ["kept.json"], "reason": "A test." }], "acounts": [] }';
  const broken = new Uint8Array([...Buffer.from(bad), 0xff]);
  const folder = folderWith({
    ".trust-policy.jsonc": configuration,
    "kept.json": bad,
    "broken.json": broken,
    "a.json": bad,
  });
  const { status } = run(folder, ["check", "--fix", ".", ".trust-policy.jsonc"]);
  assert.equal(status, 2);
  assert.equal(read(folder, ".trust-policy.jsonc"), configuration);
  assert.equal(read(folder, "kept.json"), bad);
  assert.deepEqual(new Uint8Array(readFileSync(path.join(folder, "broken.json"))), broken);
  assert.equal(read(folder, "a.json"), good);
});

test("JSON reports what remains", () => {
  const report = json(folderWith({ "a.json": bad }), ["--fix"]);
  assert.deepEqual([report.status, report.summary.error, report.files[0]?.findings], [0, 0, []]);
});

test("many files, in several threads", () => {
  const names = Array.from({ length: 900 }, (_, index) => `${index}.json`);
  const folder = folderWith(Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? bad : good])));
  assert.match(
    run(folder, ["check", "--fix"]).stdout,
    /^Fixed 300 findings in 300 files\. 900 files, 900 policies: nothing found\.\n$/,
  );
  for (const name of names) assert.equal(read(folder, name), good);
});

test("a file that changed since it was read is not overwritten, and nothing is left beside it", () => {
  const folder = folderWith({ "a.json": "newer" });
  const file = path.join(folder, "a.json");
  assert.throws(() => replaceFile(file, Buffer.from("older"), "fixed"), LeftError);
  assert.deepEqual([readdirSync(folder), read(folder, "a.json")], [["a.json"], "newer"]);
});

// What follows is about modes, owners and links, which Windows has otherwise.
if (process.platform !== "win32") {
  test("the mode stays, and so does a link, whose target is changed", () => {
    const folder = folderWith({ "deep/target.json": bad });
    const target = path.join(folder, "deep/target.json");
    chmodSync(target, 0o640);
    symlinkSync("deep/target.json", path.join(folder, "link.json"));
    assert.match(run(folder, ["check", "--fix", "link.json"]).stdout, /Fixed 1 finding in 1 file/);
    assert.ok(lstatSync(path.join(folder, "link.json")).isSymbolicLink());
    assert.equal(read(folder, "deep/target.json"), good);
    assert.equal(statSync(target).mode & 0o7777, 0o640);
    assert.deepEqual(readdirSync(path.join(folder, "deep")), ["target.json"]);
  });

  test("what comes through a pipe is reported and not replaced", () => {
    const folder = folderWith({ "a.json": bad });
    const pipe = path.join(folder, "pipe.json");
    assert.equal(spawnSync("mkfifo", [pipe]).status, 0);
    const writer = spawnSync(
      "sh",
      ["-c", `cat a.json > pipe.json & exec "$0" "$@"`, process.execPath, program(), "check", "--fix", "pipe.json"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    assert.equal(writer.status, 2);
    assert.match(writer.stdout, /Its fixes could not be written: it is not a regular file\./);
    assert.ok(lstatSync(pipe).isFIFO());
  });

  test("a file that may not be written is reported with its findings, and the run goes on", () => {
    const folder = folderWith({ "a.json": bad, "b.json": bad });
    chmodSync(path.join(folder, "a.json"), 0o444);
    const { status, stdout } = asNobody(folder, ["check", "--fix"]);
    assert.equal(status, 2, stdout);
    assert.match(stdout, /^a\.json {2}error {2}Its fixes could not be written: no permission to write it\.$/m);
    assert.match(stdout, /^a\.json:2:29 {2}error/m);
    assert.match(stdout, /Fixed 1 finding in 1 file\. 2 files, 2 policies: 1 error\.\n$/);
    assert.deepEqual([read(folder, "a.json"), read(folder, "b.json")], [bad, good]);
    assert.deepEqual(readdirSync(folder).sort(), [".gitignore", "a.json", "b.json", "bin"]);
  });

  test("in a folder that takes no new file nothing is left behind", () => {
    const folder = folderWith({ "roles/a.json": bad });
    const roles = path.join(folder, "roles");
    const { status, stdout } = asNobody(folder, ["check", "--fix", "roles"], () => chmodSync(roles, 0o555));
    chmodSync(roles, 0o755);
    assert.equal(status, 2, stdout);
    assert.match(stdout, /Its fixes could not be written: no permission to write it\./);
    assert.deepEqual([readdirSync(roles), read(roles, "a.json")], [["a.json"], bad]);
  });
}

function program(): string {
  return path.join(root, "server/bin/trust-policy.js");
}

/** Runs a copy of the program as somebody who has no special rights, with the folder as their own. */
function asNobody(folder: string, args: readonly string[], before = () => {}) {
  const bin = path.join(folder, "bin");
  mkdirSync(bin);
  copyFileSync(path.join(root, "server/dist/cli.cjs"), path.join(bin, "cli.cjs"));
  writeFileSync(path.join(folder, ".gitignore"), "bin\n");
  const isRoot = process.getuid?.() === 0;
  if (isRoot)
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      chownSync(path.join(folder, name), nobody, nobody);
  if (isRoot) chownSync(folder, nobody, nobody);
  before();
  const identity = isRoot ? { uid: nobody, gid: nobody } : {};
  const options = { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH }, ...identity } as const;
  const { status, stdout } = spawnSync(process.execPath, [path.join(bin, "cli.cjs"), ...args], options);
  return { status, stdout };
}
