import assert from "node:assert/strict";
import { test } from "node:test";
import { bucket, folderWith, good, run } from "./program.ts";

const github = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
    "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
    "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": "repo:octo-shop/checkout:ref:refs/heads/main" } } },
  { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } ] }
`;

test("a paragraph for each policy says who can assume its role", () => {
  const folder = folderWith({ "a.json": good, "bucket.json": bucket, "roles/ci.json": github });
  const { status, stdout, stderr } = run(folder, ["explain"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.equal(
    stdout,
    `a.json:1  trust policy
  Who can assume: Amazon EC2 instances (ec2.amazonaws.com)

roles/ci.json:1  trust policy
  Who can assume: GitHub Actions in octo-shop/checkout, branch main
                  Amazon EC2 instances (ec2.amazonaws.com)
`,
  );
});

test("--format json lists every file", () => {
  const folder = folderWith({ "a.json": good, "bucket.json": bucket });
  const { stdout } = run(folder, ["explain", "--format", "json", "a.json", "bucket.json", "gone.json"]);
  const { schemaVersion, tool, files } = JSON.parse(stdout);
  assert.deepEqual([schemaVersion, tool.name], [1, "trust-policy"]);
  const whoCanAssume = ["Amazon EC2 instances (ec2.amazonaws.com)"];
  assert.deepEqual(files, [
    { path: "a.json", error: null, policies: [{ label: "trust policy", line: 1, whoCanAssume }] },
    { path: "bucket.json", error: null, policies: [] },
    { path: "gone.json", error: "there is no such file or folder", policies: [] },
  ]);
});

test("standard input, globs, and files that cannot be read: as check takes them", () => {
  const folder = folderWith({ "a.json": good, "b.json": new Uint8Array([0x7b, 0xff]) });
  assert.match(
    run(folder, ["explain", "-", "--stdin-filename", "x.json"], github).stdout,
    /^x\.json:1 {2}trust policy\n/,
  );
  const { status, stdout } = run(folder, ["explain", "*.json", "gone.json"]);
  assert.equal(status, 2);
  assert.match(stdout, /^a\.json:1 {2}trust policy\n/);
  assert.match(stdout, /^b\.json {2}error {2}Not checked: it is not UTF-8 text\.$/m);
  assert.match(stdout, /^gone\.json {2}error {2}Not checked: there is no such file or folder\.$/m);
  assert.equal(run(folderWith({}), ["explain"]).stdout, "No trust policy.\n");
});

test("what the configuration says of names counts, and so does --as-trust-policy", () => {
  const bare = '{ "Statement": [] }';
  const folder = folderWith({
    ".trust-policy.jsonc": '{ "files": ["roles/*.json"] }',
    "roles/a.json": bare,
    "b.json": bare,
  });
  assert.match(run(folder, ["explain"]).stdout, /^roles\/a\.json:1 {2}trust policy\n {2}Who can assume: nobody.*\n$/);
  assert.equal(run(folder, ["explain", "--as-trust-policy"]).stdout.split("\n\n").length, 2);
});

test("a date that has passed is compared with --now", () => {
  const dated = good.replace(
    '"Action"',
    '"Condition": { "DateLessThan": { "aws:CurrentTime": "2026-06-30T00:00:00Z" } }, "Action"',
  );
  const folder = folderWith({ "a.json": dated });
  const [before, after] = ["2026-01-01", "2026-12-01"].map((now) => run(folder, ["explain", "--now", now]).stdout);
  assert.notEqual(before, after);
});

test("policy text never becomes a terminal escape", () => {
  const folder = folderWith({ "a.json": good.replace("ec2.amazonaws.com", "ec2\u009b2J\u202e.amazonaws.com") });
  for (const format of ["text", "json"]) {
    const { stdout } = run(folder, ["explain", "--format", format]);
    assert.match(stdout, /a\.json/);
    assert.doesNotMatch(stdout.replaceAll("\n", ""), /[\u0000-\u001f\u007f-\u009f\u202e]/);
  }
});
