import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Admission, admissionsOf, mayEnter } from "../../../server/src/access/admission.ts";
import { policyOf } from "../../harness/policy.ts";

const account = "204512347781";
const role = `arn:aws:iam::${account}:role/ci`;
const everybody = { AWS: "*" };
const bedrock = { Service: "bedrock.amazonaws.com" };
const github = { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` };

function admissions(...statements: readonly unknown[]): readonly Admission[] {
  return admissionsOf(policyOf({ Version: "2012-10-17", Statement: statements }));
}

function admission(Principal: unknown, Condition: unknown, ...others: readonly unknown[]): Admission {
  const [first] = admissions({ Effect: "Allow", Principal, Action: "sts:AssumeRole*", Condition }, ...others);
  if (!first) throw new Error("nobody is let in");
  return first;
}

describe("an Allow", () => {
  it("admits each of its callers, where an action is for it", () => {
    const all = admissions(
      { Effect: "Allow", Principal: { ...everybody, ...github }, Action: "sts:AssumeRoleWithWebIdentity" },
      { Effect: "Allow", Principal: bedrock, Action: "sts:TagSession" },
      { Effect: "Allow", Principal: bedrock, Action: "${x}" },
      { Effect: "Deny", Principal: everybody, Action: "sts:AssumeRole" },
    );
    assert.deepEqual(
      all.map(({ caller, enters }) => [caller.kind, enters]),
      [
        ["AWS", false],
        ["OIDC", true],
        ["Service", false],
        ["Service", undefined],
      ],
    );
  });

  it("pins whom it makes show who it is", () => {
    const pins = (principal: unknown, condition: unknown) =>
      admission(principal, condition).pins.map(({ pin, certain }) => [pin, certain]);
    assert.deepEqual(pins(everybody, { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }), [
      ["organization", true],
    ]);
    assert.deepEqual(pins(everybody, { StringEquals: { "aws:PrincipalAccount": "${Account}" } }), [["account", false]]);
    assert.deepEqual(pins(everybody, { ArnLike: { "aws:PrincipalArn": role } }), [["arn", true]]);
    assert.deepEqual(pins(bedrock, { StringEquals: { "aws:SourceAccount": account } }), [["source", true]]);
    assert.deepEqual(
      pins(github, {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
        StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/app:*" },
      }),
      [
        ["audience", true],
        ["subject", true],
      ],
    );
    assert.deepEqual(pins(everybody, { StringEquals: { "sts:ExternalId": "3f1c" } }), []);
  });

  it("is not kept shut by what only looks as if it were", () => {
    const org = "aws:PrincipalOrgID";
    const id = "o-a1b2c3d4e5";
    const rows: readonly (readonly [principal: unknown, condition: unknown, why: string])[] = [
      [everybody, { StringNotEquals: { [org]: id } }, "negated"],
      [everybody, { StringEqualsIfExists: { [org]: id } }, "if-exists"],
      [everybody, { "ForAllValues:StringEquals": { [org]: id } }, "for-all-values"],
      [everybody, { Null: { [org]: "false" } }, "presence"],
      [everybody, { StringLike: { "sts:ExternalId": "*" } }, "anything"],
      [everybody, { StringLike: { [org]: "o-*" } }, "too-wide"],
      [bedrock, { StringNotEquals: { [org]: id } }, "void"],
      [{ AWS: role }, { StringEqualsIfExists: { "aws:SourceAccount": account } }, "void"],
    ];
    for (const [principal, condition, why] of rows) {
      const { hollow, pins } = admission(principal, condition);
      assert.deepEqual([hollow.map((test) => test.why), pins], [[why], []], JSON.stringify(condition));
    }
    assert.deepEqual(admission(everybody, { StringEquals: { [org]: id } }).hollow, []);
    const proven = { "ForAllValues:StringEquals": { [org]: id }, Null: { [org]: "false" } };
    assert.deepEqual(
      admission(everybody, proven).pins.map(({ pin }) => pin),
      ["organization"],
    );
  });

  it("lets nobody in with a test of a key that the caller never carries", () => {
    const { dead } = admission({ AWS: role }, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::acme" } });
    assert.deepEqual(
      dead.map(({ key }) => key?.spelling),
      ["aws:SourceArn"],
    );
  });

  it("demands what a test makes the caller carry, and nothing that is hollow", () => {
    const { demanded } = admission(everybody, {
      StringEquals: { "sts:ExternalId": "3f1c" },
      StringLike: { "aws:PrincipalOrgID": "o-*", "aws:PrincipalTag/team": "*" },
      BoolIfExists: { "aws:MultiFactorAuthPresent": "true" },
    });
    assert.deepEqual(
      demanded.map(({ key }) => key?.spelling),
      ["sts:ExternalId"],
    );
  });

  it("lets nobody in where IAM refuses its actions", () => {
    const statement = { Effect: "Allow", Principal: everybody, Action: "sts:AssumeRole" };
    const enters = (...statements: readonly unknown[]) => admissions(...statements).map(mayEnter);
    assert.deepEqual(enters(statement, { ...statement, Action: "${x}" }), [true, true]);
    assert.deepEqual(enters({ ...statement, NotAction: "sts:TagSession" }, { Effect: "Allow", Principal: everybody }), [
      false,
      false,
    ]);
  });

  it("is known where nothing that could change it is a hole", () => {
    assert.ok(admission(everybody, {}).known);
    assert.ok(!admission(everybody, "${x}").known);
    assert.ok(!admission(everybody, { StringEquals: { "${x}": "1" } }).known);
  });
});

describe("a Deny", () => {
  const deny = (principal: unknown, condition: unknown = {}, action: unknown = "sts:*") => ({
    Effect: "Deny",
    Principal: principal,
    Action: action,
    Condition: condition,
  });
  const takes = (principal: unknown, ...denials: readonly unknown[]) =>
    admission(principal, {}, ...denials).denials.map((denial) => denial.takes);

  it("is not looked at where there are too many to set each against each caller", () => {
    const accounts = Array.from({ length: 200 }, (_, index) => String(100_000_000_000 + index));
    const { denials, denialsKnown, known } = admission({ AWS: accounts }, {}, deny({ AWS: accounts }));
    assert.deepEqual([denials, denialsKnown, known], [[], false, false]);
    assert.ok(admission({ AWS: accounts.slice(120) }, {}, deny({ AWS: accounts })).denialsKnown);
  });

  it("takes all from a caller that it names without conditions", () => {
    assert.deepEqual(takes(everybody, deny(everybody)), ["all"]);
    assert.deepEqual(takes({ AWS: account }, deny({ AWS: `arn:aws:iam::${account}:root` })), ["all"]);
    assert.deepEqual(takes({ AWS: role }, deny({ AWS: account })), ["all"]);
    assert.deepEqual(takes(bedrock, deny(bedrock)), ["all"]);
    assert.deepEqual(takes({ AWS: role }, deny(everybody, { StringNotEquals: { "aws:SourceAccount": account } })), [
      "all",
    ]);
  });

  it("takes some where it names a part, or under conditions", () => {
    assert.deepEqual(takes(everybody, deny({ AWS: role })), ["some"]);
    assert.deepEqual(takes({ AWS: account }, deny({ AWS: role })), ["some"]);
    assert.deepEqual(takes({ AWS: role }, deny({ AWS: `arn:aws:sts::${account}:assumed-role/ci/run-1` })), ["some"]);
    assert.deepEqual(takes({ AWS: role }, deny(everybody, { Bool: { "aws:SecureTransport": "false" } })), ["some"]);
  });

  it("takes nothing from others, or where it never applies", () => {
    assert.deepEqual(takes({ AWS: role }, deny({ AWS: "518830026694" })), []);
    assert.deepEqual(takes({ AWS: account }, deny({ AWS: "arn:aws:iam::518830026694:role/ci" })), []);
    assert.deepEqual(takes({ AWS: role }, deny(bedrock)), []);
    assert.deepEqual(takes({ AWS: role }, deny(everybody, {}, "sts:TagSession")), []);
    assert.deepEqual(takes({ AWS: role }, deny(everybody, { StringEquals: { "aws:SourceAccount": account } })), []);
  });

  it("may take anything where it is not known, or AWS does not say whom it reaches", () => {
    assert.deepEqual(takes({ AWS: role }, deny({ AWS: "${x}" })), ["unknown"]);
    assert.deepEqual(takes({ AWS: account }, deny({ AWS: "${x}" })), ["unknown"]);
    assert.deepEqual(takes(bedrock, deny(everybody)), ["unknown"]);
    assert.deepEqual(takes({ AWS: role }, { ...deny(everybody), Effect: "${x}" }), ["unknown"]);
    assert.deepEqual(takes({ AWS: role }, deny(everybody, { StringEquals: { "${x}": "1" } })), ["unknown"]);
  });

  it("pins whom it leaves", () => {
    const [denial] = admission(
      everybody,
      {},
      deny(everybody, { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    ).denials;
    assert.deepEqual([denial?.takes, ...(denial?.pins ?? [])], ["some", "organization"]);
    assert.equal(denial?.tests.length, 1);
  });
});
