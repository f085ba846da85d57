import type { Action, Condition, OperatorBlock, Policy, PolicyNode, Principal } from "./model.ts";

const batch = 16;

/**
 * Every node of a policy once, in lists of one kind: parents before what they hold, a few statements at a time. What looks at
 * nodes stays in the processor's caches for the whole of a list, and the nodes for the whole of a batch.
 */
export function* nodesByKind(policy: Policy): Generator<readonly PolicyNode[]> {
  yield [policy];
  for (let from = 0; from < policy.statements.length; from += batch) {
    const statements = policy.statements.slice(from, from + batch);
    const principals: Principal[] = [];
    const actions: Action[] = [];
    const operators: OperatorBlock[] = [];
    const conditions: Condition[] = [];
    for (const statement of statements) {
      for (const principal of statement.principals) principals.push(principal);
      for (const action of statement.actions) actions.push(action);
      for (const operator of statement.operators) operators.push(operator);
      for (const condition of statement.conditions) conditions.push(condition);
    }
    yield* [statements, principals, actions, operators, conditions];
  }
}
