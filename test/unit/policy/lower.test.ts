import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseOperatorName } from "../../../server/src/policy/lower.ts";
import { policyOf } from "../../harness/policy.ts";

describe("a policy", () => {
  it("is made of anything", () => {
    for (const text of ["", "1", "[]", '"x"', "{}", '{"Statement":1}', '{"Statement":[1,null,[{}]]}']) {
      assert.deepEqual(policyOf(text).statements, [], text);
    }
  });

  it("takes one statement for a list of one", () => {
    assert.equal(policyOf('{"Statement":{"Effect":"Allow"}}').statements.length, 1);
  });

  it("keeps what a statement does not have apart", () => {
    const [statement] = policyOf('{"Statement":{"Effects":"Allow","Resource":"*","__proto__":1}}').statements;
    assert.deepEqual(
      statement?.unknown.map(({ key }) => key.text),
      ["Effects", "__proto__"],
    );
    assert.equal(statement?.resources.length, 1);
  });

  it("tells absent, empty and unknown apart", () => {
    const [absent] = policyOf('{"Statement":{}}').statements;
    const [empty] = policyOf('{"Statement":{"Action":[]}}').statements;
    const [unknown] = policyOf('{"Statement":{"Action":"${x}"}}').statements;
    assert.deepEqual([absent?.action, absent?.actionsKnown], [undefined, true]);
    assert.deepEqual([empty?.actions, empty?.actionsKnown], [[], true]);
    assert.equal(unknown?.actionsKnown, false);
  });
});

describe("the name of an operator", () => {
  it("comes apart into set operator, base and IfExists", () => {
    assert.deepEqual(parseOperatorName("ForAnyValue:StringLikeIfExists"), {
      text: "ForAnyValue:StringLikeIfExists",
      setOperator: "ForAnyValue",
      base: "StringLike",
      ifExists: true,
    });
  });

  it("keeps what it does not know in the base", () => {
    assert.equal(parseOperatorName("ForSome:StringLike").base, "ForSome:StringLike");
    assert.equal(parseOperatorName("").base, "");
    assert.equal(parseOperatorName("StringLike\n").base, "StringLike\n");
  });
});
