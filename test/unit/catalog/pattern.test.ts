import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firstFitting, fitsPattern, providers } from "../../../server/src/catalog/index.ts";
import { demandsWildcard } from "../../../server/src/catalog/pattern.ts";

describe("the first fitting entry", () => {
  const entries = [{ pattern: "^[*?]+$" }, { pattern: "^repo:[*]*$" }, { pattern: "^repo:.+$" }];

  it("is the first one whose pattern fits, also when those in front of it ask for a wildcard", () => {
    assert.equal(firstFitting(entries, "**"), entries[0]);
    assert.equal(firstFitting(entries, "repo:"), entries[1]);
    assert.equal(firstFitting(entries, "repo:app"), entries[2]);
    assert.equal(firstFitting(entries, "app"), undefined);
  });

  it("is none for a text that is too long to try", () => {
    assert.equal(firstFitting(entries, `repo:${"a".repeat(9000)}`), undefined);
  });

  it("is what trying all patterns in turn finds", () => {
    const texts = [
      "repo:acme/app:ref:refs/heads/main",
      "repo:acme/*",
      "repo:",
      "*",
      "project_path:acme/app:ref_type:branch:ref:main",
    ];
    for (const { id, subjectVerdicts } of providers()) {
      for (const text of texts) {
        const expected = subjectVerdicts.find(({ pattern }) => fitsPattern(pattern, text) === true);
        assert.equal(firstFitting(subjectVerdicts, text), expected, `${id} ${text}`);
      }
    }
  });
});

describe("a pattern demands a wildcard", () => {
  it("where a class of them has to be there", () => {
    for (const pattern of ["^[*?]+$", "^repo:[^/:*?]+/[*?]+(:.*)?$", "^repo:[^/]+:[*]$"])
      assert.ok(demandsWildcard(pattern), pattern);
  });

  it("not where it may be left out, or is one of several ways", () => {
    for (const pattern of ["^repo:[*?]*$", "^repo:([*])?$", "^ref:(branch|[*])$", "^a|[*]$", "^repo:[^*?]+$"]) {
      assert.ok(!demandsWildcard(pattern), pattern);
    }
  });
});
