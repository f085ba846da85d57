import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { admissionOf } from "../../server/src/access/admission.ts";
import { demands, testFor } from "../../server/src/access/admits.ts";
import { type Caller, callersOf } from "../../server/src/access/caller.ts";
import { type Outcome, outcomeFor, presenceFor, type Test } from "../../server/src/access/conditions.ts";
import { judgeCondition } from "../../server/src/access/judge-condition.ts";
import { contextOf } from "../../server/src/access/request.ts";
import { keysOfIssuer, operators, plainKeys } from "../../server/src/catalog/index.ts";
import { policyOf } from "../harness/policy.ts";
import { hole } from "../harness/reference/types.ts";

const issuer = "token.actions.githubusercontent.com";
const principals = [
  { AWS: "204512347781" },
  { AWS: "arn:aws:sts::204512347781:assumed-role/ci/run-1" },
  { Service: "ec2.amazonaws.com" },
  { Service: "rolesanywhere.amazonaws.com" },
  { Federated: `arn:aws:iam::204512347781:oidc-provider/${issuer}` },
  { Federated: "cognito-identity.amazonaws.com" },
  { Federated: "arn:aws:iam::204512347781:saml-provider/Okta" },
];
const keys = [
  ...plainKeys().map(({ name }) => name.replace(/\$\{[^}]*\}/, "team")),
  ...[issuer, "cognito-identity.amazonaws.com"].flatMap((name) => keysOfIssuer(name).map(({ spelling }) => spelling)),
];

const value = fc.constantFrom(
  "a",
  "b",
  "true",
  "7",
  "10.0.0.1",
  "2027-01-01",
  "arn:aws:iam::204512347781:role/ci",
  "*",
  hole,
);
const nullValue = fc.constantFrom("true", "false", "true", "false", hole);
const listed = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 1, maxLength: 2 });
const operator = fc.oneof(
  { arbitrary: fc.record({ name: fc.constant("Null"), values: listed(nullValue) }), weight: 1 },
  {
    arbitrary: fc.record({
      name: fc
        .tuple(
          fc.constantFrom("", "ForAllValues:", "ForAnyValue:"),
          fc.constantFrom(...operators().map(({ name }) => name)).filter((name) => name !== "Null"),
          fc.constantFrom("", "IfExists"),
        )
        .map((parts) => parts.join("")),
      values: listed(value),
    }),
    weight: 3,
  },
);
const actual = fc.array(
  value.filter((text) => text !== hole),
  { minLength: 1, maxLength: 2 },
);

const generated = fc.record({
  Principal: fc.constantFrom(...principals),
  key: fc.constantFrom(...keys),
  operator,
  requests: fc.array(actual, { minLength: 1, maxLength: 3 }),
});

/** Whether a request without the key passes, by what the test is taken for. */
const withoutKey: ReadonlyMap<string, boolean> = new Map([
  ["demands", false],
  ["negated", true],
  ["if-exists", true],
  ["for-all-values", true],
  ["void", true],
]);

/** What the presence of a key makes of a test holds for every request that the caller can make. */
describe("a test", () => {
  it("that is dead never holds, and one that is void always does", () => {
    const seen = new Map<Outcome, number>();
    fc.assert(
      fc.property(generated, ({ requests, ...written }) => {
        const { condition, caller, test } = lowered(written);
        const outcome = outcomeFor(test, caller);
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        if (outcome !== "dead" && outcome !== "void") return;
        for (const keys of contextsOf(test, caller, written.key, requests)) {
          assert.equal(judgeCondition(condition, contextOf({ keys })).holds, outcome === "void", outcome);
        }
      }),
      { numRuns: 10_000 },
    );
    for (const outcome of ["dead", "void"] as const) assert.ok((seen.get(outcome) ?? 0) > 500, `${[...seen]}`);
  });

  it("that demands a key is not passed without it, and one that is hollow is", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(generated, (written) => {
        const { condition, caller, test } = lowered(written);
        const [hollow] = admissionOf(condition.statement, caller).hollow;
        const why = demands(test, caller) ? "demands" : (hollow?.why ?? "");
        const passes = withoutKey.get(why);
        // Under Null, absence is what is asked about; under ForAnyValue, it fits nothing.
        const isPlain = test.operator?.family !== "Null" && !(why === "negated" && test.setOperator === "ForAnyValue");
        if (passes === undefined || !isPlain || presenceFor(test, caller) === "always") return;
        seen.set(why, (seen.get(why) ?? 0) + 1);
        if (outcomeFor(test, caller) === "unknown") return;
        assert.equal(judgeCondition(condition, contextOf({ keys: {} })).holds, passes, why);
      }),
      { numRuns: 10_000 },
    );
    assert.equal(seen.size, 5, `${[...seen]}`);
  });
});

interface Written {
  readonly Principal: object;
  readonly key: string;
  readonly operator: { readonly name: string; readonly values: readonly string[] };
}

function lowered({ Principal, key, operator: { name, values } }: Written) {
  const [statement] = policyOf({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal, Action: "sts:*", Condition: { [name]: { [key]: values } } },
  }).statements;
  const [condition] = statement?.conditions ?? [];
  const [caller] = statement ? callersOf(statement) : [];
  if (!condition || !caller) throw new Error("no condition or caller");
  return { condition, caller, test: testFor(condition) };
}

/** The contexts that a caller can come with, as far as this key goes: without it, or with some of its values. */
function contextsOf(test: Test, caller: Caller, key: string, values: readonly (readonly string[])[]) {
  const presence = presenceFor(test, caller);
  const without = presence === "always" ? [] : [{}];
  return presence === "never" ? without : [...without, ...values.map((some) => ({ [key]: some }))];
}
