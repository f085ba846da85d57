import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { evaluate } from "../../../server/src/access/evaluate.ts";
import type { Request } from "../../../server/src/access/request.ts";
import type { Policy } from "../../../server/src/policy/model.ts";
import { policyOf } from "../../harness/policy.ts";

const account = "204512347781";
const request: Request = {
  principal: { type: "AWS", text: `arn:aws:iam::${account}:user/ada` },
  action: "sts:AssumeRole",
  keys: { "sts:ExternalId": "3f1c" },
  roleAccount: account,
};

const allow = { Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" };
const deny = { ...allow, Effect: "Deny" };
const foreign = { AWS: "518830026694" };
const maybe = { StringEquals: { "sts:ExternalId": "${x}" } };
const never = { StringEquals: { "sts:ExternalId": "other" } };

function policy(...statements: readonly unknown[]): Policy {
  return policyOf({ Version: "2012-10-17", Statement: statements });
}

function decide(...statements: readonly unknown[]): string {
  return evaluate(policy(...statements), request).decision;
}

describe("a request", () => {
  it("is allowed by one statement that applies and no Deny", () => {
    assert.equal(decide(allow), "allowed");
    assert.equal(decide({ ...allow, Condition: never }, allow), "allowed");
    assert.equal(decide(allow, { ...deny, Principal: foreign }), "allowed");
    assert.equal(decide(allow, { ...deny, Condition: never }), "allowed");
  });

  it("is denied by a Deny, whatever allows it", () => {
    assert.equal(decide(allow, deny), "denied");
    assert.equal(decide(deny), "denied");
    assert.equal(decide(deny, { ...allow, Condition: maybe }, "${x}"), "denied");
  });

  it("is not allowed by nothing", () => {
    assert.equal(decide(), "not-allowed");
    assert.equal(decide({ ...allow, Principal: foreign }), "not-allowed");
    assert.equal(decide({ ...allow, Action: "sts:TagSession" }), "not-allowed");
    assert.equal(decide({ ...allow, Condition: never }), "not-allowed");
    assert.equal(evaluate(policyOf("[]"), request).decision, "not-allowed");
  });

  it("is unknown where a hole decides, and only there", () => {
    assert.equal(decide({ ...allow, Condition: maybe }), "unknown");
    assert.equal(decide(allow, { ...deny, Condition: maybe }), "unknown");
    assert.equal(decide({ ...deny, Condition: maybe }), "not-allowed");
    assert.equal(decide(allow, { ...allow, Condition: maybe }), "allowed");
    assert.equal(decide({ ...allow, Effect: "${x}" }), "unknown");
    assert.equal(decide({ ...allow, Effect: "allow" }), "unknown");
    assert.equal(decide({ ...allow, Effect: "${x}", Condition: never }, allow), "allowed");
    assert.equal(decide({ ...allow, Action: "${x}" }), "unknown");
    assert.equal(decide({ ...allow, Action: "${x}", Principal: foreign }), "not-allowed");
    assert.equal(decide({ ...allow, Principal: { AWS: "${x}" } }), "unknown");
  });

  it("is unknown where statements are hidden, unless a Deny is seen", () => {
    const hidden = (statement: unknown) => {
      const known = policy(statement);
      return evaluate({ ...known, facts: undefined, statementsKnown: false }, request).decision;
    };
    assert.equal(hidden(allow), "unknown");
    assert.equal(hidden({ ...allow, Condition: never }), "unknown");
    assert.equal(hidden(deny), "denied");
  });
});

describe("a statement", () => {
  const decideWhen = (statement: unknown, damage: boolean, conditional: boolean) => {
    const known = policyOf({ Statement: statement }, damage ? [{ start: 20, end: 21 }] : []);
    const statements = known.statements.map((one) => ({ ...one, facts: undefined, conditional }));
    return evaluate({ ...known, facts: undefined, statements }, request).decision;
  };

  it("that is broken, or may not be there, lets nobody in for certain and keeps out whom it does not fit", () => {
    assert.equal(decideWhen(allow, false, false), "allowed");
    assert.equal(decideWhen(allow, true, false), "unknown");
    assert.equal(decideWhen(allow, false, true), "unknown");
    assert.equal(decideWhen({ ...allow, Principal: foreign }, true, true), "not-allowed");
  });
});

describe("the action", () => {
  const cases: readonly (readonly [element: object, decision: string])[] = [
    [{ Action: "STS:assumerole" }, "allowed"],
    [{ Action: ["sts:TagSession", "sts:Assume*"] }, "allowed"],
    [{ Action: "sts:AssumeRol?" }, "allowed"],
    [{ Action: "sts:AssumeRoleWith*" }, "not-allowed"],
    [{ Action: [] }, "not-allowed"],
    [{ Action: 1 }, "unknown"],
    [{ NotAction: "sts:AssumeRole" }, "not-allowed"],
    [{ NotAction: ["sts:TagSession", "sts:Get*"] }, "allowed"],
    [{ NotAction: ["sts:TagSession", "${x}"] }, "unknown"],
    [{ NotAction: ["sts:*", "${x}"] }, "not-allowed"],
    [{ NotAction: "sts:TagSession", Action: "sts:AssumeRole" }, "unknown"],
    [{}, "unknown"],
  ];
  for (const [element, decision] of cases) {
    it(`under ${JSON.stringify(element)} is ${decision}`, () => {
      assert.equal(decide({ Effect: "Allow", Principal: { AWS: account }, ...element }), decision);
    });
  }
});

describe("the verdict", () => {
  it("tells of each statement and each of its parts", () => {
    const { statements } = evaluate(
      policy({ ...allow, Condition: { ...never, Null: { "aws:TokenIssueTime": "true" } } }),
      request,
    );
    const [verdict] = statements;
    assert.equal(verdict?.applies, false);
    assert.equal(verdict?.principal.why, "account");
    assert.equal(verdict?.action.why, "covered");
    assert.deepEqual(
      verdict?.conditions.map(({ condition, holds, why }) => [condition.key.text, holds, why]),
      [
        ["sts:ExternalId", false, "differs"],
        ["aws:TokenIssueTime", true, "absent"],
      ],
    );
  });

  it("tells whether the caller's account has to allow the call too", () => {
    const needed = (...statements: readonly unknown[]) => evaluate(policy(...statements), request).needsIdentityPolicy;
    const named = { ...allow, Principal: { AWS: request.principal.text } };
    assert.equal(needed(allow), true);
    assert.equal(needed(allow, named), false);
    assert.equal(needed(allow, { ...named, Condition: maybe }), undefined);
    assert.equal(needed(allow, { ...named, Condition: never }), true);
    assert.equal(needed(deny), undefined);
  });
});
