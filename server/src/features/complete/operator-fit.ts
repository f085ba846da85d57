import { findOperator, findOperatorIgnoringCase } from "../../catalog/index.ts";
import type { ConditionKey, Operator } from "../../catalog/types.ts";
import type { OperatorName } from "../../policy/model.ts";

export function operatorOf({ base }: OperatorName): Operator | undefined {
  return findOperator(base) ?? findOperatorIgnoringCase(base);
}

/** Whether the operator can test the key; an operator that nobody knows tests anything. */
export function fits(key: ConditionKey, name: OperatorName, operator: Operator | undefined): boolean {
  if (name.setOperator !== undefined && !key.multivalued && !key.arityDisputed) return false;
  return !operator || operator.family === "Null" || operator.keyTypes.includes(key.type);
}

/** A key with many values under an operator for one: it wants a set operator. */
export function wantsSetOperator(key: ConditionKey, name: OperatorName): boolean {
  return key.multivalued && !key.arityDisputed && name.setOperator === undefined && operatorOf(name)?.family !== "Null";
}
