import type { Member, ObjectValue, StringValue, Value } from "../tree/value.ts";
import type { FactHolder } from "./once-per.ts";

/**
 * A trust policy in AWS's terms. Scalar or array is normalised away; every node keeps its source in the tree and knows its
 * parent. Absent, empty and unknown (a hole) stay apart: `undefined` member = absent, empty list = empty, `…Known` false = some
 * of it is only known at deployment.
 */
export interface Policy extends FactHolder {
  readonly kind: "policy";
  readonly source: Value;
  /** The policy as an object; undefined when something else stands there. */
  readonly object: ObjectValue | undefined;
  readonly version: Member | undefined;
  readonly id: Member | undefined;
  readonly statement: Member | undefined;
  readonly statements: readonly Statement[];
  /** All statements are known: none is a hole or hidden in one. */
  readonly statementsKnown: boolean;
  /** Members that a policy does not have. */
  readonly unknown: readonly Member[];
}

export interface Statement extends FactHolder {
  readonly kind: "statement";
  readonly policy: Policy;
  readonly index: number;
  readonly source: ObjectValue;
  /** It stands in a branch of `Fn::If`. */
  readonly conditional: boolean;
  /** The text lost structure here; rules of meaning stay silent. */
  readonly damaged: boolean;
  readonly sid: Member | undefined;
  readonly effect: Member | undefined;
  /** The effect when it is exactly Allow or Deny. */
  readonly allow: boolean | undefined;
  readonly principal: Member | undefined;
  readonly principals: readonly Principal[];
  readonly principalsKnown: boolean;
  readonly notPrincipal: Member | undefined;
  readonly action: Member | undefined;
  readonly actions: readonly Action[];
  readonly actionsKnown: boolean;
  readonly notAction: Member | undefined;
  readonly condition: Member | undefined;
  readonly operators: readonly OperatorBlock[];
  readonly conditions: readonly Condition[];
  /** Every operator and key of the condition is known (values may still be holes). */
  readonly conditionsKnown: boolean;
  readonly resources: readonly Member[];
  /** Members that a statement of a trust policy does not have (Resource and NotResource are in `resources`). */
  readonly unknown: readonly Member[];
}

export interface Principal extends FactHolder {
  readonly kind: "principal";
  readonly statement: Statement;
  /** `AWS`, `Service`, `Federated` as written; undefined for `"Principal": "…"`. */
  readonly type: string | undefined;
  readonly typeMember: Member | undefined;
  readonly source: Value;
  /** The value, when it is a string without holes. */
  readonly text: string | undefined;
}

export interface Action extends FactHolder {
  readonly kind: "action";
  readonly statement: Statement;
  readonly source: Value;
  readonly text: string | undefined;
}

/** `"ForAnyValue:StringLikeIfExists": { … }` */
export interface OperatorBlock extends FactHolder {
  readonly kind: "operator";
  readonly statement: Statement;
  readonly member: Member;
  readonly name: OperatorName | undefined;
  readonly conditions: readonly Condition[];
}

/** An operator's name taken apart. The parts are as written; whether they exist is the catalogue's affair. */
export interface OperatorName {
  readonly text: string;
  readonly setOperator: "ForAllValues" | "ForAnyValue" | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}

/** One key under one operator, with its values. */
export interface Condition extends FactHolder {
  readonly kind: "condition";
  readonly statement: Statement;
  readonly operator: OperatorBlock;
  readonly member: Member;
  readonly key: StringValue;
  readonly values: readonly Value[];
}

export type PolicyNode = Policy | Statement | Principal | Action | OperatorBlock | Condition;
