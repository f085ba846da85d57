import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evaluate } from "../../../server/src/access/evaluate.ts";
import type { Truth } from "../../../server/src/access/truth.ts";
import { passes, policyOf } from "../../harness/policy.ts";

type Row = readonly [operator: string, absent: Truth, match: Truth, noMatch: Truth];

/** The list names `a` and `b`; the key is absent, `a`, or `z`. */
function assertRows(rows: readonly Row[]): void {
  for (const [operator, absent, match, noMatch] of rows) {
    const values = ["a", "b"];
    assert.equal(passes(operator, values, undefined), absent, `${operator}, key absent`);
    assert.equal(passes(operator, values, "a"), match, `${operator}, match`);
    assert.equal(passes(operator, values, "z"), noMatch, `${operator}, no match`);
  }
}

describe("a test of one key", () => {
  it("follows the truth table", () => {
    assertRows([
      ["StringEquals", false, true, false],
      ["StringNotEquals", true, false, true],
      ["StringEqualsIfExists", true, true, false],
      ["StringNotEqualsIfExists", true, false, true],
      ["ForAnyValue:StringEquals", false, true, false],
      ["ForAllValues:StringEquals", true, true, false],
      ["ForAnyValue:StringNotEquals", false, false, true],
      ["ForAllValues:StringNotEquals", true, false, true],
      ["ForAnyValue:StringEqualsIfExists", true, true, false],
      ["ForAllValues:StringEqualsIfExists", true, true, false],
    ]);
  });

  it("is of presence alone under Null", () => {
    const table: readonly (readonly [values: unknown, absent: Truth, present: Truth])[] = [
      ["true", true, false],
      ["false", false, true],
      [true, true, false],
      [false, false, true],
      [["true", "false"], true, true],
      [[], false, false],
      ["True", undefined, undefined],
      ["yes", undefined, undefined],
    ];
    for (const [values, absent, present] of table) {
      assert.equal(passes("Null", values, undefined), absent, `${values}, key absent`);
      assert.equal(passes("Null", values, []), absent, `${values}, key without values`);
      assert.equal(passes("Null", values, ""), absent, `${values}, key empty`);
      assert.equal(passes("Null", values, "a"), present, `${values}, key present`);
    }
  });

  it("asks a set operator about all values of the key", () => {
    const table: readonly (readonly [operator: string, actual: readonly string[], holds: Truth])[] = [
      ["ForAllValues:StringEquals", ["a", "b"], true],
      ["ForAllValues:StringEquals", ["a", "z"], false],
      ["ForAnyValue:StringEquals", ["a", "z"], true],
      ["ForAnyValue:StringEquals", ["y", "z"], false],
      ["ForAllValues:StringNotEquals", ["y", "z"], true],
      ["ForAllValues:StringNotEquals", ["a", "z"], false],
      ["ForAnyValue:StringNotEquals", ["a", "z"], true],
      ["ForAnyValue:StringNotEquals", ["a", "b"], false],
      ["ForAllValues:StringEquals", [], true],
      ["ForAnyValue:StringEquals", [], false],
      ["ForAllValues:StringEquals", [""], true],
      ["ForAnyValue:StringNotEquals", [""], false],
    ];
    for (const [operator, actual, holds] of table) {
      assert.equal(passes(operator, ["a", "b"], actual), holds, `${operator} of ${JSON.stringify(actual)}`);
    }
  });

  it("of one value says nothing of a key with several", () => {
    assert.equal(passes("StringEquals", "a", ["a", "b"]), undefined);
    assert.equal(passes("StringNotEquals", "a", ["x", "y"]), undefined);
  });

  it("that lists nothing matches nothing", () => {
    assert.equal(passes("StringEquals", [], "a"), false);
    assert.equal(passes("StringNotEquals", [], "a"), true);
    assert.equal(passes("ForAllValues:StringEquals", [], "a"), false);
    assert.equal(passes("ForAllValues:StringEquals", [], undefined), true);
  });

  it("with a hole is decided only by what is known", () => {
    assert.equal(passes("StringEquals", ["a", "${x}"], "a"), true);
    assert.equal(passes("StringEquals", ["a", "${x}"], "b"), undefined);
    assert.equal(passes("StringNotEquals", ["a", "${x}"], "a"), false);
    assert.equal(passes("StringNotEquals", ["a", "${x}"], "b"), undefined);
    assert.equal(passes("StringEquals", "${x}", undefined), false);
    assert.equal(passes("StringEqualsIfExists", "${x}", undefined), true);
    assert.equal(passes("Null", "${x}", "a"), undefined);
  });

  it("by what is no operator, or no place for one, is unknown", () => {
    for (const operator of ["StringMatches", "NullIfExists", "ForAnyValue:Null", "ForSomeValues:StringEquals", ""]) {
      assert.equal(passes(operator, "true", "true"), undefined, operator);
    }
  });

  it("takes operators and keys in any case", () => {
    assert.equal(passes("stringequals", "a", "a"), true);
    assert.equal(passes("StringEquals", "a", undefined, { keys: { "X:KEY": "a" } }), true);
  });

  it("of the time of the request needs one", () => {
    const condition = { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } };
    const numbers = { NumericGreaterThanEquals: { "aws:EpochTime": "1798761600" } };
    const holds = (Condition: unknown, now?: number) =>
      evaluate(policyOf({ Statement: { Condition } }), {
        principal: { type: "Service", text: "ec2.amazonaws.com" },
        action: "sts:AssumeRole",
        keys: {},
        now,
      }).statements[0]?.conditions[0]?.holds;
    const start = Date.UTC(2027, 0, 1);
    assert.deepEqual([holds(condition, start - 1), holds(condition, start)], [true, false]);
    assert.deepEqual([holds(numbers, start - 1), holds(numbers, start)], [false, true]);
    assert.deepEqual([holds(condition), holds(condition, Number.NaN)], [undefined, undefined]);
  });
});

describe("several tests", () => {
  const decide = (condition: string, keys: Readonly<Record<string, string>>) =>
    evaluate(
      policyOf(
        `{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":${condition}}}`,
      ),
      { principal: { type: "AWS", text: "arn:aws:iam::204512347781:user/ada" }, action: "sts:AssumeRole", keys },
    ).decision;

  it("all have to hold", () => {
    const condition = '{"StringEquals":{"x:a":"1","x:b":"2"},"StringLike":{"x:a":"?"}}';
    assert.equal(decide(condition, { "x:a": "1", "x:b": "2" }), "allowed");
    assert.equal(decide(condition, { "x:a": "1", "x:b": "3" }), "not-allowed");
    assert.equal(decide(condition, { "x:b": "2" }), "not-allowed");
  });

  it("with one name count once: the last one", () => {
    assert.equal(decide('{"StringEquals":{"x:a":"1"},"StringEquals":{"x:b":"2"}}', { "x:b": "2" }), "allowed");
    assert.equal(decide('{"StringEquals":{"x:a":"1"},"StringEquals":{"x:b":"2"}}', { "x:a": "1" }), "not-allowed");
    assert.equal(decide('{"StringEquals":{"x:a":"1","x:a":"2"}}', { "x:a": "2" }), "allowed");
  });

  it("with one name in different letters are unknown, where that matters", () => {
    const twice = '{"StringEquals":{"x:a":"1"},"stringequals":{"x:b":"2"}}';
    assert.equal(decide(twice, { "x:a": "1", "x:b": "2" }), "unknown");
    assert.equal(decide('{"StringEquals":{"x:a":"1","x:A":"1"},"Bool":{"x:b":"true"}}', { "x:a": "1" }), "not-allowed");
  });

  it("that are no conditions, or holes, are unknown", () => {
    for (const condition of [
      '"x"',
      "[]",
      '{"StringEquals":"x"}',
      '{"StringEquals":{"${x}":"1"}}',
      '{"${x}":{"x:a":"1"}}',
    ]) {
      assert.equal(decide(condition, { "x:a": "1" }), "unknown", condition);
    }
    assert.equal(decide("{}", {}), "allowed");
  });
});
