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

  it("stay quick when nearly everything matches", () => {
    const text = "a".repeat(20_000);
    assert.equal(matchesWildcards(`${"*a".repeat(200)}b`, text), false);
  });

  it("inside a variable are none", () => {
    assert.equal(hasWildcard("${*}"), false);
    assert.equal(hasWildcard("a${?}b${$}"), false);
    assert.equal(firstWildcard("${aws:username}*"), 15);
    assert.equal(firstWildcard("none"), -1);
  });
});
