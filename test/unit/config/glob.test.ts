import assert from "node:assert/strict";
import { test } from "node:test";
import { globProblem, globTest } from "../../../server/src/config/glob.ts";

const cases: readonly [glob: string, path: string, fits: boolean][] = [
  ["**/*trust-policy*.json", "trust-policy.json", true],
  ["**/*trust-policy*.json", "roles/ci/my-trust-policy-2.json", true],
  ["**/*trust-policy*.json", "roles/Deploy-Trust-Policy.json", true],
  ["**/*trust-policy*.json", "trust-policy/readme.json", false],
  ["**/trust.json", "trust.json", true],
  ["**/trust.json", "a/b/trust.json", true],
  ["**/trust.json", "a/distrust.json", false],
  ["trust.json", "a/trust.json", false],
  ["./trust.json", "trust.json", true],
  ["roles/*.json", "roles/a.json", true],
  ["roles/*.json", "roles/a/b.json", false],
  ["roles/**", "roles/a/b.json", true],
  ["roles/**", "role/a.json", false],
  ["roles/**/trust.json", "roles/trust.json", true],
  ["roles/**/trust.json", "roles/a/b/trust.json", true],
  ["{roles,policies}/*.{json,jsonc}", "policies/x.jsonc", true],
  ["{roles,policies}/*.{json,jsonc}", "other/x.json", false],
  ["role-[0-9].json", "role-7.json", true],
  ["role-[!0-9].json", "role-7.json", false],
  ["role-?.json", "role-77.json", false],
  ["a.json", "axjson", false],
];

for (const [glob, path, fits] of cases) {
  test(`${glob} ${fits ? "fits" : "does not fit"} ${path}`, () => assert.equal(globTest(glob)(path), fits));
}

// With a backtracking matcher this one would not end.
test("a glob made to be slow is not: stars do not multiply", () => {
  assert.equal(globTest(`${"*a".repeat(100)}b`)("a".repeat(400)), false);
});

test("what is no glob is told", () => {
  assert.equal(globProblem("**/*.json"), undefined);
  assert.match(globProblem("") ?? "", /empty/);
  assert.match(globProblem("a".repeat(1000)) ?? "", /longer/);
  assert.match(globProblem("{a,b}".repeat(8)) ?? "", /braces/);
});
