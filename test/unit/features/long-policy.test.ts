import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";

/** A policy that names one account over and over, in so many characters that IAM counts, and a few more. */
function policyOf(length: number): string {
  const [head, account, tail] = [
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":[`,
    `"204512347781",`,
    `"arn:aws:iam::204512347781:role/ci"]}}]}`,
  ];
  const count = Math.ceil((length - head.length - tail.length) / account.length);
  return `${head}${account.repeat(count)}${tail}`;
}

describe("a policy far longer than IAM takes", () => {
  const snapshotOf = (length: number) => open(policyOf(length), { languageId: "json", named: true });
  const fixesOf = (length: number) => {
    const snapshot = snapshotOf(length);
    return snapshot.findings.filter((finding) => snapshot.fixes(finding).length > 0).length;
  };

  it("is checked to its end, and said to be too long", () => {
    const { findings } = snapshotOf(40_961);
    assert.ok(findings.length > 2700, `${findings.length} findings`);
    assert.ok(
      findings.some(({ rule }) => rule === "size-quota"),
      [...new Set(findings.map(({ rule }) => rule))].join(),
    );
  });

  it("has no fixes: nobody can use it, and each would write its thousands of principals anew", () => {
    assert.ok(fixesOf(4000) > 0);
    assert.equal(fixesOf(40_961), 0);
    assert.equal(snapshotOf(40_961).fixAll(), policyOf(40_961));
  });
});
