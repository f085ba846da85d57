import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { evaluate } from "../../server/src/access/evaluate.ts";
import type { Requester } from "../../server/src/access/request.ts";
import type { Truth } from "../../server/src/access/truth.ts";
import { policyOf } from "../harness/policy.ts";
import { referenceVerdict, type Sure } from "../harness/reference.ts";
import { generatedOperators, generatedPolicy, generatedRequest } from "../harness/requests.ts";

const policies = 20_000;
const requestsEach = 5;

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
});

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
