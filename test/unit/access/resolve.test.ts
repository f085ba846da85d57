import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Truth } from "../../../server/src/access/truth.ts";
import { passes } from "../../harness/policy.ts";

const keys = {
  "aws:username": "ada",
  "aws:PrincipalTag/team": "blue",
  "x:Two": ["1", "2"],
  "x:Star": "a*",
  "x:Yes": "true",
};

type Row = readonly [operator: string, wanted: string, actual: string, holds: Truth];

function assertRows(rows: readonly Row[], version?: string | null): void {
  for (const [operator, wanted, actual, holds] of rows) {
    const verdict = passes(operator, wanted, actual, { keys, ...(version === undefined ? {} : { version }) });
    assert.equal(verdict, holds, `${operator} "${wanted}" of "${actual}"`);
  }
}

describe("a value of the policy", () => {
  it("has its variables filled in", () => {
    assertRows([
      ["StringEquals", "${aws:username}", "ada", true],
      ["StringEquals", "${AWS:UserName}", "ada", true],
      ["StringEquals", "${aws:username}", "${aws:username}", false],
      ["StringEquals", "${aws:PrincipalTag/team}-${aws:username}-x", "blue-ada-x", true],
      ["StringLike", "${aws:username}-*", "ada-1", true],
      ["StringNotLike", "${aws:username}-*", "ada-1", false],
      ["ArnLike", "arn:aws:iam::*:role/${aws:username}/*", "arn:aws:iam::204512347781:role/ada/x", true],
      ["ArnEquals", "arn:aws:iam::*:role/${aws:username}", "arn:aws:iam::204512347781:role/bob", false],
      ["Bool", "${x:Yes}", "true", true],
    ]);
  });

  it("takes the default where the variable has no value", () => {
    assertRows([
      ["StringEquals", "${aws:PrincipalTag/cost, 'none'}", "none", true],
      ["StringEquals", "${aws:PrincipalTag/team, 'none'}", "blue", true],
      ["StringEquals", "${aws:PrincipalTag/cost, ''}", "", true],
      ["StringLike", "a-${aws:PrincipalTag/cost, 'none'}-*", "a-none-b", true],
    ]);
  });

  it("matches nothing where a variable has neither value nor default", () => {
    assertRows([
      ["StringEquals", "${aws:PrincipalTag/cost}", "", false],
      ["StringLike", "*${aws:PrincipalTag/cost}*", "a", false],
      ["StringNotEquals", "${aws:PrincipalTag/cost}", "a", true],
      ["ArnNotLike", "arn:aws:iam::*:role/${aws:PrincipalTag/cost}", "arn:aws:iam::204512347781:role/x", true],
    ]);
  });

  it("has signs that stand for themselves", () => {
    assertRows([
      ["StringLike", "a${*}c", "a*c", true],
      ["StringLike", "a${*}c", "abc", false],
      ["StringLike", "a${?}*", "a?bc", true],
      ["StringLike", "a${?}*", "abbc", false],
      ["StringLike", "${$}{aws:username}", "${aws:username}", true],
      ["StringEquals", "a${*}c", "a*c", true],
      ["ArnLike", "arn:aws:s3:::${*}", "arn:aws:s3:::*", true],
      ["ArnLike", "arn:aws:s3:::${*}", "arn:aws:s3:::a", false],
    ]);
  });

  it("is plain text under the old version, and without one", () => {
    const rows: readonly Row[] = [
      ["StringEquals", "${aws:username}", "ada", false],
      ["StringEquals", "${aws:username}", "${aws:username}", true],
      ["StringLike", "a${*}c", "a${bb}c", true],
      ["StringLike", "a${*}c", "a*c", false],
      ["StringNotEquals", "${aws:PrincipalTag/cost}", "${aws:PrincipalTag/cost}", false],
    ];
    assertRows(rows, "2008-10-17");
    assertRows(rows, null);
  });

  it("is plain text where the operator knows no variables", () => {
    assertRows([
      ["NumericEquals", "${aws:EpochTime}", "5", undefined],
      ["IpAddress", "${aws:SourceIp}", "10.0.0.1", undefined],
      ["Null", "${x:Yes}", "a", undefined],
    ]);
  });

  it("is unknown where AWS does not say what it becomes", () => {
    assertRows([
      ["StringEquals", "${aws:username", "ada", undefined],
      ["StringEquals", "${}", "", undefined],
      ["StringEquals", "${aws:username,'x'}", "ada", undefined],
      ["StringEquals", "${aws: username}", "ada", undefined],
      ["StringEquals", "${x:Two}", "1", undefined],
      ["StringLike", "${x:Star}", "ab", undefined],
      ["StringEquals", "${x:Star}", "a*", true],
      ["StringEquals", "${aws:CurrentTime}", "2027-01-01T00:00:00Z", undefined],
    ]);
    assertRows([["StringEquals", "${aws:username}", "ada", undefined]], "2012-10-18");
    assertRows([["StringEquals", "ada", "ada", true]], "2012-10-18");
  });
});
