import type { Policy, PolicyNode } from "./model.ts";

const batch = 16;

/**
 * Every node of a policy once, in lists of one kind: parents before what they hold, a few statements at a time. What looks at
 * nodes stays in the processor's caches for the whole of a list, and the nodes for the whole of a batch.
 */
export function* nodesByKind(policy: Policy): Generator<readonly PolicyNode[]> {
  yield [policy];
  for (let from = 0; from < policy.statements.length; from += batch) {
    const statements = policy.statements.slice(from, from + batch);
    const operators = statements.flatMap((statement) => statement.operators);
    yield statements;
    yield statements.flatMap((statement) => statement.principals);
    yield statements.flatMap((statement) => statement.actions);
    yield operators;
    yield operators.flatMap((operator) => operator.conditions);
  }
}
