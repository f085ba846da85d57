import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firstWildcard, hasWildcard, matchesWildcards } from "../../../server/src/policy/match.ts";

describe("wildcards", () => {
  const cases: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ["*", "", true],
    ["*", "anything", true],
    ["a*c", "abbbc", true],
    ["a*c", "abbbd", false],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["repo:acme/*:ref:*", "repo:acme/app:ref:refs/heads/main", true],
    ["*ab*ab", "xabyab", true],
    ["*ab*ab", "xab", false],
    ["", "", true],
    ["", "a", false],
    ["a**b", "ab", true],
    ["a.c", "abc", false],
  ];
  for (const [pattern, text, matches] of cases) {
    it(`"${pattern}" ${matches ? "matches" : "does not match"} "${text}"`, () => {
      assert.equal(matchesWildcards(pattern, text), matches);
    });
  }

  // Where each step back counts: anything quadratic would need days for these.
  it("need no more time when nearly everything matches", () => {
    const text = "a".repeat(2_000_000);
    const long = `${"a".repeat(1_000_000)}b`;
    for (const pattern of [`*${long}`, `*${long}*`, `${"*a".repeat(1_000_000)}b`, `*b${"a".repeat(1_000_000)}*`]) {
      assert.equal(matchesWildcards(pattern, text), false);
    }
    assert.equal(matchesWildcards(`*${long}*`, `${text}b`), true);
  });

  it("inside a variable are none", () => {
    assert.equal(hasWildcard("${*}"), false);
    assert.equal(hasWildcard("a${?}b${$}"), false);
    assert.equal(firstWildcard("${aws:username}*"), 15);
    assert.equal(firstWildcard("none"), -1);
  });
});
