import { findOperator, findOperatorIgnoringCase } from "../../catalog/index.ts";
import type { ConditionKey, Operator } from "../../catalog/types.ts";
import type { OperatorName } from "../../policy/model.ts";

export function operatorOf({ base }: OperatorName): Operator | undefined {
  return findOperator(base) ?? findOperatorIgnoringCase(base);
}

/**
 * The operator that a key brings along. A Deny spares those whom the value names: there it is the negated one for a key that says
 * who calls, and for a test of MFA the one that also holds where the key is missing.
 */
export function operatorFor({ operator, pins, guard, type }: ConditionKey, allow: boolean | undefined): string {
  if (allow !== false) return operator;
  if (guard && type === "Bool") return `${operator}IfExists`;
  return pins === undefined ? operator : (negationOf(operator) ?? operator);
}

/** `StringEquals` → `StringNotEquals`; undefined where there is none. */
export function negationOf(name: string): string | undefined {
  return [name.replace(/^(String|Arn|Numeric|Date)/, "$1Not"), `Not${name}`].find((negated) => findOperator(negated));
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
