import type { Action, Condition, OperatorBlock, Policy, Principal, Statement } from "./model.ts";

/** The nodes of some statements, in lists of one kind. */
export interface NodesByKind {
  readonly statement: readonly Statement[];
  readonly principal: readonly Principal[];
  readonly action: readonly Action[];
  readonly operator: readonly OperatorBlock[];
  readonly condition: readonly Condition[];
}

const batch = 16;

/**
 * The statements of a policy with all that is below them, a few at a time. What looks at nodes stays in the processor's caches for
 * the whole of a list, and the nodes for the whole of a batch.
 */
export function* batchesOf({ statements }: Policy): Generator<NodesByKind> {
  for (let from = 0; from < statements.length; from += batch) yield nodesOf(statements.slice(from, from + batch));
}

function nodesOf(statement: readonly Statement[]): NodesByKind {
  const principal: Principal[] = [];
  const action: Action[] = [];
  const operator: OperatorBlock[] = [];
  const condition: Condition[] = [];
  for (const { principals, actions, operators, conditions } of statement) {
    for (const node of principals) principal.push(node);
    for (const node of actions) action.push(node);
    for (const node of operators) operator.push(node);
    for (const node of conditions) condition.push(node);
  }
  return { statement, principal, action, operator, condition };
}
