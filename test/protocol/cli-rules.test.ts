import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleNames } from "../../server/src/service.ts";
import { folderWith, run } from "./program.ts";

const folder = () => folderWith({});

test("the list: a line for each rule, in columns", () => {
  const { status, stdout } = run(folder(), ["rules"]);
  assert.equal(status, 0);
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split(" ")[0]),
    [...ruleNames],
  );
  const columns = new Set(lines.map((line) => /^\S+ +(?:error|warning|information|hint) +/.exec(line)?.[0].length));
  assert.equal(columns.size, 1);
});

test("the list as JSON", () => {
  const { rules } = JSON.parse(run(folder(), ["rules", "--format", "json"]).stdout);
  assert.equal(rules.length, ruleNames.size);
  const rule = rules.find(({ name }: { name: string }) => name === "effect-invalid");
  assert.deepEqual(Object.keys(rule), ["name", "severity", "group", "since", "summary", "url"]);
  assert.match(rule.url, /^https:/);
});

test("the page of a rule", () => {
  const { status, stdout } = run(folder(), ["rules", "effect-invalid"]);
  assert.equal(status, 0);
  for (const part of ["Why", "What to do", "Example", "Better:", "Sources", "https://docs.aws.amazon.com/"]) {
    assert.ok(stdout.includes(`\n${part}`), part);
  }
});

test("the page as JSON", () => {
  const { rule } = JSON.parse(run(folder(), ["rules", "effect-invalid", "--format", "json"]).stdout);
  assert.deepEqual(Object.keys(rule), [
    ...["name", "group", "severity", "since", "formerly", "summary", "why", "advice", "examples", "references"],
  ]);
  assert.match(rule.examples[0].bad, /\^/);
});
