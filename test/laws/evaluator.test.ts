import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Evaluation, evaluate, type StatementVerdict } from "../../server/src/access/evaluate.ts";
import type { Requester } from "../../server/src/access/request.ts";
import type { Truth } from "../../server/src/access/truth.ts";
import { policyOf } from "../harness/policy.ts";
import { hole, type ReferencePolicy, type Sure } from "../harness/reference/types.ts";
import { referenceVerdict } from "../harness/reference/verdict.ts";
import { generatedOperators, generatedPolicy, generatedRequest } from "../harness/requests.ts";

/** Two policies at a time, and each request to both: to make requests takes as long as to judge them. */
const runs = 6250;
const policiesEach = 2;
const requestsEach = 8;
const pairs = runs * policiesEach * requestsEach;

describe("the evaluator", () => {
  it("gives the verdicts of a plain and slow one", () => {
    const decisions = new Map<string, number>();
    const outcomes = new Map<string, Set<Truth>>();
    fc.assert(
      fc.property(listOf(generatedPolicy, policiesEach), listOf(generatedRequest, requestsEach), (written, asked) => {
        for (const json of written) {
          const policy = policyOf(json);
          for (const request of asked) {
            const expected = referenceVerdict(json, request);
            const actual = evaluate(policy, { ...request, principal: request.principal as Requester });
            if (!isSame(actual, expected)) assert.deepEqual(plain(actual), expected);
            decisions.set(actual.decision, (decisions.get(actual.decision) ?? 0) + 1);
            for (const { conditions } of actual.statements) {
              for (const { condition, holds } of conditions) seen(outcomes, condition.operator.name?.base, holds);
            }
          }
        }
      }),
      { numRuns: runs },
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

function listOf<T>(one: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(one, { minLength: length, maxLength: length });
}

type Expected = ReturnType<typeof referenceVerdict>;

/** By hand: to compare trees a hundred thousand times would take longer than all the rest. */
function isSame({ decision, statements }: Evaluation, expected: Expected): boolean {
  if (decision !== expected.decision || statements.length !== expected.statements.length) return false;
  return statements.every(({ applies, conditions }, i) => {
    const other = expected.statements[i];
    if (sureness(applies) !== other?.applies || conditions.length !== other.conditions.length) return false;
    return conditions.every(({ holds }, j) => sureness(holds) === other.conditions[j]);
  });
}

/** As the other one writes it. */
function plain({ decision, statements }: Evaluation): Expected {
  const inPlain = ({ applies, conditions }: StatementVerdict) => ({
    applies: sureness(applies),
    conditions: conditions.map(({ holds }) => sureness(holds)),
  });
  return { decision, statements: statements.map(inPlain) };
}

function sureness(truth: Truth): Sure {
  return truth === undefined ? 1 : truth ? 2 : 0;
}

function seen(outcomes: Map<string, Set<Truth>>, operator: string | undefined, holds: Truth): void {
  if (operator === undefined) return;
  const known = outcomes.get(operator);
  if (known) known.add(holds);
  else outcomes.set(operator, new Set([holds]));
}

/** A law that hardly ever sees one of the answers proves little. */
function assertBalance(
  decisions: ReadonlyMap<string, number>,
  outcomes: ReadonlyMap<string, ReadonlySet<Truth>>,
): void {
  for (const decision of ["allowed", "denied", "not-allowed", "unknown"]) {
    assert.ok((decisions.get(decision) ?? 0) > pairs / 20, `${decision}: ${[...decisions]}`);
  }
  for (const operator of generatedOperators) {
    for (const outcome of [true, false]) {
      assert.ok(outcomes.get(operator)?.has(outcome), `${operator} is never ${outcome}`);
    }
  }
}
