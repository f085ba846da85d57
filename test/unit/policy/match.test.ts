import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { firstWildcard, hasWildcard, matchesPattern, matchesWildcards } from "../../../server/src/policy/match.ts";
import { referenceMatch } from "../../harness/reference/text.ts";

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

  it("mean what their definition says", () => {
    const textOf = (letters: string, max: number) =>
      fc.array(fc.constantFrom(...letters), { maxLength: max }).map((chars) => chars.join(""));
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(textOf("aaab?*", 8), textOf("aaab", 10), (middle, text) => {
        for (const pattern of [middle, `*${middle}`, `*${middle}*`]) {
          const expected = referenceMatch(pattern, text);
          assert.equal(matchesWildcards(pattern, text), expected, `"${pattern}" of "${text}"`);
          seen.add(expected);
        }
      }),
      { numRuns: 20_000 },
    );
    assert.equal(seen.size, 2);
  });

  it("stand for themselves in a text of a pattern", () => {
    const any = { wild: "*" } as const;
    const one = { wild: "?" } as const;
    assert.ok(matchesPattern(["a*", any, "?", one], "a*bc?d"));
    assert.ok(!matchesPattern(["a*", any], "ab"));
    assert.ok(!matchesPattern([any, "?"], "ab"));
    assert.ok(matchesPattern([any, "a", one, "*", any], "xxaa*"));
    assert.ok(!matchesPattern([any, "a", one, "*", any], "xxaab"));
    assert.ok(matchesPattern([], ""));
  });

  it("inside a variable are none", () => {
    assert.equal(hasWildcard("${*}"), false);
    assert.equal(hasWildcard("a${?}b${$}"), false);
    assert.equal(firstWildcard("${aws:username}*"), 15);
    assert.equal(firstWildcard("none"), -1);
  });
});
