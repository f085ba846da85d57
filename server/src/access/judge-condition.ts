import type { Operator } from "../catalog/types.ts";
import type { Condition } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { testFor } from "./admits.ts";
import { compare } from "./compare.ts";
import { type Test, textOf } from "./conditions.ts";
import { type Context, valuesOf } from "./request.ts";
import { resolve } from "./resolve.ts";
import { every, not, some, type Truth } from "./truth.ts";

/**
 * Whether a request passes a condition, and why:
 * - `absent`, `present`: the key is, and that decides · `fits`, `differs`: the values of the key do or do not match those listed
 * - unknown, because of a `hole`; because the operator is none, or stands where it may not: `operator`; because the key has several
 *   values and the operator is for one: `several`; because what comes of a value is `undocumented`; because the time of the request
 *   is not known: `moment`; because the same member is spelt in two ways: `rival`.
 */
export interface ConditionVerdict {
  readonly holds: Truth;
  readonly why: Reason;
  readonly condition: Condition;
}

type Reason =
  | "absent"
  | "present"
  | "fits"
  | "differs"
  | "hole"
  | "operator"
  | "several"
  | "undocumented"
  | "moment"
  | "rival";

type Judgement = Omit<ConditionVerdict, "condition">;

/** The truth table of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html */
export function judgeCondition(condition: Condition, context: Context): ConditionVerdict {
  return { ...judge(testFor(condition), context), condition };
}

function judge(test: Test, context: Context): Judgement {
  const { condition, operator, setOperator, ifExists } = test;
  if (!operator) return { holds: undefined, why: condition.operator.name ? "operator" : "hole" };
  if (condition.key.text === undefined) return { holds: undefined, why: "hole" };
  const values = valuesOf(context, condition);
  if (operator.family === "Null") return judgeNull(test, values);
  if (values === undefined) {
    const passes = ifExists || setOperator === "ForAllValues" || (operator.negated && setOperator !== "ForAnyValue");
    return { holds: passes, why: "absent" };
  }
  if (values === "unknown") return { holds: undefined, why: "moment" };
  // What "resolves to a null dataset, such as an empty string" is as good as absent for the set operators.
  if (setOperator && isEmpty(values)) return { holds: setOperator === "ForAllValues", why: "absent" };
  if (!setOperator && values.length > 1) return { holds: undefined, why: "several" };
  return judgeValues(test, operator, values, context);
}

function isEmpty(values: readonly string[]): boolean {
  return values.every((value) => value === "");
}

/** With a set operator or IfExists, IAM refuses a Null, or AWS does not say what comes of it. */
function judgeNull(
  { condition, setOperator, ifExists }: Test,
  values: readonly string[] | "unknown" | undefined,
): Judgement {
  if (setOperator || ifExists) return { holds: undefined, why: "operator" };
  const absent = values === undefined || (values !== "unknown" && isEmpty(values));
  const holds = some(
    condition.values.map((value) => {
      const text = textOf(value);
      return text === "true" ? absent : text === "false" ? !absent : undefined;
    }),
  );
  return { holds, why: holds === undefined ? doubtOf(condition.values) : absent ? "absent" : "present" };
}

function judgeValues(
  { condition, setOperator }: Test,
  operator: Operator,
  values: readonly string[],
  context: Context,
): Judgement {
  const matchers = condition.values.map((value) => matcherOf(value, operator, condition, context));
  const fits = values.map((value) => some(matchers.map((matches) => matches(value))));
  const passes = operator.negated ? fits.map(not) : fits;
  const holds = setOperator === "ForAnyValue" ? some(passes) : every(passes);
  if (holds === undefined) return { holds, why: doubtOf(condition.values) };
  return { holds, why: holds === operator.negated ? "differs" : "fits" };
}

/** Whether values of the key match one that is listed. */
function matcherOf(
  value: Value,
  operator: Operator,
  { statement }: Condition,
  context: Context,
): (actual: string) => Truth {
  const text = textOf(value);
  const resolved = text === undefined ? undefined : resolve(text, operator, statement.policy, context);
  if (resolved === undefined) return () => undefined;
  // What has no value equals nothing and is like nothing.
  return resolved === "no-value" ? () => false : (actual) => compare(operator, actual, resolved);
}

function doubtOf(values: readonly Value[]): "hole" | "undocumented" {
  const isHole = (value: Value) => value.kind === "hole" || (value.kind === "string" && value.text === undefined);
  return values.some(isHole) ? "hole" : "undocumented";
}
