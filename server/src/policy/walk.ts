import type { Policy, PolicyNode } from "./model.ts";

/** Every node of a policy in document order, parents first; each once. */
export function* walkPolicy(policy: Policy): Generator<PolicyNode> {
  yield policy;
  for (const statement of policy.statements) {
    yield statement;
    yield* statement.principals;
    yield* statement.actions;
    for (const operator of statement.operators) {
      yield operator;
      yield* operator.conditions;
    }
  }
}
