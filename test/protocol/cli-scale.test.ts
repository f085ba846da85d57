import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { threadsFor } from "../../server/src/cli/check/threads.ts";
import { main } from "../../server/src/cli/main.ts";

/** Many files, large files, and standard input as a list of documents: what one machine or many do with thousands of policies. */
const program = fileURLToPath(new URL("../../server/bin/trust-policy.js", import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

function folder(name: string): string {
  const made = path.join(scratch, name);
  mkdirSync(made, { recursive: true });
  return made;
}

/** `preload` runs in the program before it does, and in each of its threads. */
function run(cwd: string, args: readonly string[], input = "", preload?: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...(preload ? ["--require", preload] : []), program, "check", "--now", "2026-11-26", ...args],
    { cwd, input, encoding: "utf8", env: { PATH: process.env.PATH }, maxBuffer: 1 << 30 },
  );
  return { status, stdout, stderr };
}

const policy = (effect: string, service = "ec2.amazonaws.com") =>
  `{ "Version": "2012-10-17",\n  "Statement": [{ "Effect": "${effect}", "Principal": { "Service": "${service}" }, "Action": "sts:AssumeRole" }] }\n`;
const good = policy("Allow");
const bad = policy("allow");

describe("more files than one thread is given", () => {
  const many = folder("many");
  const count = 1000;
  for (let i = 0; i < count; i++) {
    const team = path.join(many, `team-${i % 7}`);
    mkdirSync(team, { recursive: true });
    const text = i % 10 === 0 ? bad : i % 10 === 1 ? policy("Allow", "bedrock.amazonaws.com") : good;
    writeFileSync(path.join(team, `role-${String(i).padStart(4, "0")}.json`), text);
  }
  writeFileSync(path.join(many, "team-3/.trust-policy.jsonc"), '{ "rules": { "effect-invalid": "off" } }');
  writeFileSync(path.join(many, "team-4/binary.json"), new Uint8Array([0x7b, 0xff, 0x00]));

  // Taken away while the program starts: it has been listed by then, and is not there when it is read.
  const vanish = path.join(scratch, "vanish.cjs");
  const vanishing = path.join(many, "team-5/vanishing.json");
  const code = `const fs = require("node:fs"); const read = fs.readFileSync;
    fs.readFileSync = (file, ...more) => { if (file === ${JSON.stringify(vanishing)}) fs.rmSync(file, { force: true }); return read(file, ...more); };`;
  writeFileSync(vanish, code);

  const summaryOf = (lines: string) => JSON.parse(lines.trimEnd().split("\n").at(-1) ?? "").summary;

  test("they are spread over the processors that there are", () => {
    assert.equal(threadsFor(count), Math.min(availableParallelism(), 3) - 1);
    assert.equal(threadsFor(10), 0);
  });

  /** What one thread prints. */
  async function alone(format: string): Promise<string> {
    let printed = "";
    const write = (text: string) => {
      printed += text;
    };
    await main({
      args: ["check", "--now", "2026-11-26", "--format", format],
      stdin: (async function* () {})(),
      stdout: { write },
      stderr: { write: () => undefined },
      cwd: many,
      env: {},
      now: 0,
    });
    return printed;
  }

  test("the output has the order of the paths, and is what one thread prints", async () => {
    for (const format of ["text", "ndjson", "sarif"]) {
      const { status, stdout } = run(many, ["--format", format]);
      assert.equal(status, 2, "one file is no text");
      assert.equal(stdout, await alone(format));
    }
  });

  test("as one object of JSON too", () => {
    const { stdout } = run(many, ["--format", "json"]);
    const report = JSON.parse(stdout);
    assert.equal(report.files.length, count + 1);
    assert.deepEqual(report.summary, { ...summaryOf(run(many, ["--format", "ndjson"]).stdout) });
    const off = report.files.filter(({ path: file }: { path: string }) => file.startsWith("team-3/"));
    assert.ok(
      off.every(({ findings }: { findings: { rule: string }[] }) =>
        findings.every(({ rule }) => rule !== "effect-invalid"),
      ),
    );
  });

  test("a file that vanishes meanwhile is reported, and the others are checked", () => {
    writeFileSync(vanishing, good);
    const { status, stdout } = run(many, ["--format", "json"], "", vanish);
    const report = JSON.parse(stdout);
    const unread = report.files.filter(({ error }: { error: string | null }) => error !== null);
    assert.equal(status, 2);
    assert.deepEqual(
      unread.map(({ path: file, error }: { path: string; error: string }) => [file, error]),
      [
        ["team-4/binary.json", "it is not UTF-8 text"],
        ["team-5/vanishing.json", "there is no such file or folder"],
      ],
    );
    assert.equal(report.files.length, count + 2);
  });
});

describe("an export of an account that is too large to be read as a whole", () => {
  const exports = folder("exports");
  const role = (name: string, document: string, filler = "") =>
    `    { "Path": "/", "RoleName": "${name}", "Arn": "arn:aws:iam::204512347781:role/${name}",\n      "AssumeRolePolicyDocument": ${document.trimEnd()}, "Description": "${filler}" }`;
  const open = '{\n  "UserDetailList": [],\n  "RoleDetailList": [\n';
  const close = '\n  ],\n  "Policies": []\n}\n';
  const faulty = [
    role("first", bad),
    role("second", policy("Allow", "bedrock.amazonaws.com")),
    role("third", good),
  ].join(",\n");
  const large = path.join(exports, "large.json");
  const small = path.join(exports, "small.json");
  writeFileSync(small, open + faulty + close);
  writeFileSync(large, open + faulty);
  const harmless = role("harmless", good, "x".repeat(100_000));
  for (let i = 0; i < 220; i++) appendFileSync(large, `,\n${harmless}`);
  appendFileSync(large, close);

  test("gives the findings, at their places, that it gives when it is small", () => {
    for (const format of ["text", "json", "ndjson"]) {
      const [whole, pieces] = [small, large].map((file) => run(exports, ["--format", format, path.basename(file)]));
      assert.equal(pieces?.status, 1);
      if (format === "text") {
        const findings = (text = "") =>
          text
            .replaceAll(/^(small|large)\.json/gm, "x")
            .split("\n")
            .slice(0, -2);
        assert.deepEqual(findings(pieces?.stdout), findings(whole?.stdout));
        assert.match(pieces?.stdout ?? "", /1 file, 223 policies: /);
      } else {
        const fileOf = (text = "") => {
          const parsed = JSON.parse(format === "json" ? text : (text.split("\n")[0] ?? ""));
          return format === "json" ? parsed.files[0] : parsed;
        };
        const [expected, file] = [fileOf(whole?.stdout), fileOf(pieces?.stdout)];
        assert.deepEqual(file.findings, expected.findings);
        assert.deepEqual(file.policies.slice(0, 3), expected.policies);
        assert.equal(file.policies.length, 223);
      }
    }
  });

  test("also on standard input", () => {
    const { status, stdout } = run(
      exports,
      ["--format", "json", "-", "--stdin-filename", "large.json"],
      readFileSync(large, "utf8"),
    );
    assert.equal(status, 1);
    assert.equal(stdout, run(exports, ["--format", "json", "large.json"]).stdout);
  });

  test("says who can assume each of its roles", () => {
    const explain = (file: string) =>
      spawnSync(process.execPath, [program, "explain", "--format", "json", file], { cwd: exports, encoding: "utf8" });
    const [whole, pieces] = ["small.json", "large.json"].map(explain);
    assert.equal(pieces?.status, 0);
    const policiesOf = (text = "") => JSON.parse(text).files[0].policies;
    assert.deepEqual(policiesOf(pieces?.stdout).slice(0, 3), policiesOf(whole?.stdout));
    assert.equal(policiesOf(pieces?.stdout).length, 223);
  });

  test("needs little memory beside what it prints", () => {
    const measure = path.join(scratch, "measure.cjs");
    writeFileSync(measure, 'process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));');
    const [one, other] = ["small.json", "large.json"].map((file) => Number(run(exports, [file], "", measure).stderr));
    // In kilobytes. The file has 22 MB; read as a whole it would take more than its size.
    assert.ok((other ?? 0) - (one ?? 0) < 3 * 22_000, `${one} and ${other}`);
  });

  test("a large file that is no list says so, and the others are checked", () => {
    writeFileSync(path.join(exports, "blob.json"), `{ "Resources": { "a": "${"x".repeat(21 * 1024 * 1024)}" } }`);
    const { status, stdout } = run(exports, ["blob.json", "small.json"]);
    assert.equal(status, 2);
    assert.match(stdout, /^blob\.json {2}error {2}Not checked: it is larger than 20 MB and no list of roles\.$/m);
    assert.match(stdout, /^2 files, 3 policies: /m);
  });
});

describe("standard input as a list of documents, one a line", () => {
  const place = folder("records");
  const records = [
    JSON.stringify({ path: "roles/a.json", text: bad }),
    JSON.stringify(JSON.parse(bad)),
    "",
    JSON.stringify({ RoleName: "r", AssumeRolePolicyDocument: JSON.parse(bad) }),
    JSON.stringify({ path: "roles/b.json", text: good }),
  ];
  const args = ["--stdin-format", "ndjson", "--format", "ndjson", "-"];
  const filesOf = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter((line) => "path" in line);

  test("each is a file of the report: by its name, or at its line", () => {
    const { status, stdout } = run(place, args, records.join("\n"));
    assert.equal(status, 1);
    assert.deepEqual(
      filesOf(stdout).map(({ path: file, policies, findings }) => [
        file,
        policies[0]?.line,
        findings[0]?.range.start.line,
      ]),
      [
        ["roles/a.json", 1, 2],
        ["-", 2, 2],
        ["-", 4, 4],
        ["roles/b.json", 1, undefined],
      ],
    );
  });

  test("the configuration of the working folder holds for names in it, and files are not looked for", () => {
    writeFileSync(
      path.join(place, ".trust-policy.jsonc"),
      '{ "allow": [{ "rule": "effect-invalid", "files": ["roles/*.json"], "reason": "old" }] }',
    );
    const found = filesOf(run(place, args, records.join("\n")).stdout).map(({ findings }) => findings.length);
    rmSync(path.join(place, ".trust-policy.jsonc"));
    assert.deepEqual(found, [0, 1, 1, 0]);
  });

  test("a line that is no JSON, or no text, is one file with its fault", () => {
    const input = Buffer.concat([
      Buffer.from('{"Statement":[{"Principal":"*","Action":"sts:AssumeRole"\n'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(records[0] ?? ""),
    ]);
    const { status, stdout } = spawnSync(process.execPath, [program, "check", ...args], {
      cwd: place,
      input,
      encoding: "utf8",
    });
    const files = filesOf(stdout);
    assert.equal(status, 2);
    assert.deepEqual(
      files.map(({ error }) => error),
      [null, "it is not UTF-8 text", null],
    );
    assert.ok(files[0].findings.length > 0);
  });

  test("a line that is too long is one file with its fault, and those behind it are at their places", () => {
    const long = `{"text":"${"é".repeat(11 << 20)}"}`;
    const input = [long, records[1] ?? ""].join("\n");
    const { status, stdout } = run(place, args, input);
    assert.equal(status, 2);
    const [first, second] = filesOf(stdout);
    assert.equal(first.error, "the line is larger than 20 MB");
    const { line, offset } = second.findings[0].range.start;
    assert.deepEqual([line, input.slice(offset, offset + 7)], [2, '"allow"']);
  });

  test("the summary promises no fixes: there is no file to write them into", () => {
    const text = ["--stdin-format", "ndjson", "--format", "text", "-"];
    assert.match(run(place, text, records.join("\n")).stdout, /\n\d files, \d policies: \d errors?\.\n$/);
    assert.match(run(place, ["--as-trust-policy", "-"], bad).stdout, /\n1 file, 1 policy: 1 error\.\n$/);
  });

  test("spread over processes as an engine does, the lines are the same", () => {
    const named = Array.from({ length: 200 }, (_, i) =>
      JSON.stringify({ path: `roles/${i}.json`, text: i % 3 === 0 ? bad : good }),
    );
    const whole = filesOf(run(place, args, named.join("\n")).stdout);
    const parts = [0, 50, 100, 150].flatMap((start) =>
      filesOf(run(place, args, named.slice(start, start + 50).join("\n")).stdout),
    );
    assert.deepEqual(parts, whole);
  });

  test("the function for AWS Lambda on the page about many machines works as it stands there", async () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const page = readFileSync(path.join(root, "docs/many-machines.md"), "utf8");
    const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const home = folder("lambda");
    mkdirSync(path.join(home, "node_modules"));
    symlinkSync(path.join(root, "server"), path.join(home, "node_modules/iam-trust-policy-tools"), "junction");
    writeFileSync(path.join(home, "handler.mjs"), code);
    const { handler } = await import(pathToFileURL(path.join(home, "handler.mjs")).href);
    const reports = await handler({ Items: [{ path: "a.json", text: bad }, JSON.parse(good)] });
    assert.deepEqual(
      reports.map((report: { path: string; findings: { rule: string }[] }) => [report.path, report.findings[0]?.rule]),
      [
        ["a.json", "effect-invalid"],
        ["-", undefined],
      ],
    );
  });
});
