import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { evaluate } from "../../server/src/access/evaluate.ts";
import type { Requester } from "../../server/src/access/request.ts";
import type { Truth } from "../../server/src/access/truth.ts";
import { policyOf } from "../harness/policy.ts";
import { hole, type ReferencePolicy, type Sure } from "../harness/reference/types.ts";
import { referenceVerdict } from "../harness/reference/verdict.ts";
import { generatedOperators, generatedPolicy, generatedRequest } from "../harness/requests.ts";

const policies = 12_500;
const requestsEach = 8;

const truths: readonly Truth[] = [false, undefined, true];

describe("the evaluator", () => {
  it("gives the verdicts of a plain and slow one", () => {
    const decisions = new Map<string, number>();
    const outcomes = new Set<string>();
    const requests = fc.array(generatedRequest, { minLength: requestsEach, maxLength: requestsEach });
    fc.assert(
      fc.property(generatedPolicy, requests, (json, asked) => {
        const policy = policyOf(json);
        for (const request of asked) {
          const expected = referenceVerdict(json, request);
          const actual = evaluate(policy, { ...request, principal: request.principal as Requester });
          const statements = actual.statements.map(({ applies, conditions }) => ({
            applies: sureness(applies),
            conditions: conditions.map(({ holds }) => sureness(holds)),
          }));
          // As text: comparing trees a hundred thousand times would take longer than all the rest.
          assert.equal(JSON.stringify({ decision: actual.decision, statements }), JSON.stringify(expected));
          decisions.set(actual.decision, (decisions.get(actual.decision) ?? 0) + 1);
          for (const { condition, holds } of actual.statements.flatMap(({ conditions }) => conditions)) {
            outcomes.add(`${condition.operator.name?.base} ${holds}`);
          }
        }
      }),
      { numRuns: policies },
    );
    assertBalance(decisions, outcomes);
  });

  it("never takes back what it said with holes once they are filled", () => {
    let kept = 0;
    const punches = fc.array(fc.constantFrom(true, false, false, false), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(generatedPolicy, generatedRequest, punches, (json, request, punched) => {
        const asked = { ...request, principal: request.principal as Requester };
        const before = evaluate(policyOf(withHoles(json, punched)), asked).decision;
        if (before === "unknown") return;
        kept++;
        const after = evaluate(policyOf(json), asked).decision;
        // A Deny that may apply turns out to, and what nothing allowed is now denied as well.
        if (before !== "not-allowed" || after !== "denied") assert.equal(after, before);
      }),
      { numRuns: 5000 },
    );
    assert.ok(kept > 500, `${kept} verdicts`);
  });
});

/** The same policy, with some of its texts not known yet: those where `punches`, over and over again, says so. */
function withHoles(json: ReferencePolicy, punches: readonly boolean[]): unknown {
  let count = 0;
  return JSON.parse(
    JSON.stringify(json, (_, value: unknown) =>
      typeof value === "string" && punches[count++ % punches.length] ? hole : value,
    ),
  );
}

function sureness(truth: Truth): Sure {
  return truths.indexOf(truth) as Sure;
}

/** A law that hardly ever sees one of the answers proves little. */
function assertBalance(decisions: ReadonlyMap<string, number>, outcomes: ReadonlySet<string>): void {
  for (const decision of ["allowed", "denied", "not-allowed", "unknown"]) {
    assert.ok((decisions.get(decision) ?? 0) > (policies * requestsEach) / 20, `${decision}: ${[...decisions]}`);
  }
  for (const operator of generatedOperators) {
    for (const outcome of ["true", "false"])
      assert.ok(outcomes.has(`${operator} ${outcome}`), `${operator} ${outcome}`);
  }
}
