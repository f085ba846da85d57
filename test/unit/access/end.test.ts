import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { testsOf } from "../../../server/src/access/admits.ts";
import { endOf } from "../../../server/src/access/end.ts";
import { policyOf } from "../../harness/policy.ts";

function endOfCondition(condition: unknown): string | undefined {
  const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", Condition: condition };
  const [test] = policyOf({ Version: "2012-10-17", Statement: [statement] }).statements.flatMap(testsOf);
  const end = test && endOf(test);
  return end === undefined ? undefined : new Date(end).toISOString();
}

describe("the end of a condition", () => {
  it("is the latest date before which the request has to be made", () => {
    assert.equal(endOfCondition({ DateLessThan: { "aws:CurrentTime": "2026-01-31" } }), "2026-01-31T00:00:00.000Z");
    assert.equal(
      endOfCondition({ DateLessThanEquals: { "aws:CurrentTime": ["2026-01-31", "2027", "2025"] } }),
      "2027-01-01T00:00:00.000Z",
    );
    assert.equal(
      endOfCondition({ NumericLessThan: { "aws:EpochTime": 1_769_817_600 } }),
      endOfCondition({ DateLessThan: { "aws:CurrentTime": "2026-01-31" } }),
    );
  });

  it("is not known where a date is not", () => {
    assert.equal(endOfCondition({ DateLessThan: { "aws:CurrentTime": ["2026-01-31", "${End}"] } }), undefined);
    assert.equal(endOfCondition({ DateLessThan: { "aws:CurrentTime": "soon" } }), undefined);
    assert.equal(endOfCondition({ DateLessThan: { "aws:CurrentTime": [] } }), undefined);
  });

  it("is none of other tests", () => {
    assert.equal(endOfCondition({ DateGreaterThan: { "aws:CurrentTime": "2026-01-31" } }), undefined);
    assert.equal(endOfCondition({ DateLessThan: { "aws:TokenIssueTime": "2026-01-31" } }), undefined);
    assert.equal(endOfCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }), undefined);
  });
});
