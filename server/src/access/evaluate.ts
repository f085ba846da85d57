import { conditionsInForce } from "../policy/in-force.ts";
import type { Condition, Policy, Statement } from "../policy/model.ts";
import { type ActionVerdict, judgeAction } from "./judge-action.ts";
import { type ConditionVerdict, judgeCondition } from "./judge-condition.ts";
import { judgePrincipal, needsIdentityPolicy, type PrincipalVerdict } from "./judge-principal.ts";
import { type Context, contextOf, type Request } from "./request.ts";
import { every, some, type Truth } from "./truth.ts";

/**
 * What a trust policy says to one request:
 * - `allowed` · `denied`: by a Deny, whatever else allows it · `not-allowed`: nothing allows it, whether or not a Deny applies too
 * - `unknown`: a hole, or what AWS does not say, could change the answer.
 */
export interface Evaluation {
  readonly decision: "allowed" | "denied" | "not-allowed" | "unknown";
  /**
   * Whether the caller's account has to allow the call too; undefined where that is not known, and where nothing is allowed.
   * Control policies, boundaries and session policies of either account may still forbid what this policy allows.
   */
  readonly needsIdentityPolicy: Truth;
  readonly statements: readonly StatementVerdict[];
}

export interface StatementVerdict {
  readonly statement: Statement;
  /** Whether the statement is about the request: all of its parts hold. */
  readonly applies: Truth;
  readonly principal: PrincipalVerdict;
  readonly action: ActionVerdict;
  /** Of conditions written twice only the one that counts. */
  readonly conditions: readonly ConditionVerdict[];
  /**
   * Why more may be demanded than can be seen: the text lost its structure here · the statement stands in a branch of `Fn::If` ·
   * conditions are holes, or none that IAM reads.
   */
  readonly doubts: readonly ("damaged" | "conditional" | "conditions")[];
}

/**
 * Judges one request by a role's trust policy alone, as if IAM had saved it: what IAM refuses is unknown where it would matter.
 * Never throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policy: Policy, request: Request): Evaluation {
  const context = contextOf(request);
  const statements = policy.statements.map((statement) => judgeStatement(statement, request, context));
  const decision = decide(policy, statements);
  return { decision, needsIdentityPolicy: identityPolicyOf(decision, statements, request), statements };
}

function judgeStatement(statement: Statement, request: Request, context: Context): StatementVerdict {
  const principal = judgePrincipal(statement, request.principal);
  const action = judgeAction(statement, request.action);
  const conditions = judgeConditions(statement, context);
  const doubts = doubtsOf(statement);
  const parts = [principal, action, ...conditions].map(({ holds }) => holds);
  const applies = every(doubts.length > 0 ? [...parts, undefined] : parts);
  return { statement, applies, principal, action, conditions, doubts };
}

function judgeConditions(statement: Statement, context: Context): readonly ConditionVerdict[] {
  return conditionsInForce(statement).map(({ condition, rivals }) =>
    rivals ? rival(condition) : judgeCondition(condition, context),
  );
}

/** Whether names in other letters make one member or two, AWS does not say. */
function rival(condition: Condition): ConditionVerdict {
  return { holds: undefined, why: "rival", condition };
}

/** Why a statement may demand more than can be seen, or not be there at all; empty when neither. */
export function doubtsOf({
  damaged,
  conditional,
  conditionsKnown,
  condition,
  operators,
}: Statement): StatementVerdict["doubts"] {
  const doubts: StatementVerdict["doubts"][number][] = [];
  if (damaged) doubts.push("damaged");
  if (conditional) doubts.push("conditional");
  const readable =
    condition === undefined ||
    (condition.value.kind === "object" && operators.every(({ member }) => member.value.kind === "object"));
  if (!conditionsKnown || !readable) doubts.push("conditions");
  return doubts;
}

function decide({ statementsKnown }: Policy, verdicts: readonly StatementVerdict[]): Evaluation["decision"] {
  const hidden: readonly Truth[] = statementsKnown ? [] : [undefined];
  const denied = some([...verdicts.map((verdict) => countsAs(verdict, false)), ...hidden]);
  const allowed = some([...verdicts.map((verdict) => countsAs(verdict, true)), ...hidden]);
  if (denied === true) return "denied";
  if (allowed === false) return "not-allowed";
  return denied === false && allowed === true ? "allowed" : "unknown";
}

/** Whether a statement allows (or denies) the request. One whose effect is not known may do either. */
function countsAs({ statement, applies }: StatementVerdict, allow: boolean): Truth {
  return every([applies, statement.allow === undefined ? undefined : statement.allow === allow]);
}

/** Of several statements that allow, the one that asks least counts. */
function identityPolicyOf(
  decision: Evaluation["decision"],
  verdicts: readonly StatementVerdict[],
  request: Request,
): Truth {
  if (decision !== "allowed") return undefined;
  const allowing = verdicts.filter(({ statement, applies }) => statement.allow === true && applies !== false);
  return every(
    allowing.map(({ applies, principal }) => {
      const needed = needsIdentityPolicy(principal, request);
      return applies === undefined && needed === false ? undefined : needed;
    }),
  );
}
