import { overlaps, type Span } from "../text/span.ts";
import { itemsOf, type Member, memberNamed, type ObjectValue, type Value } from "../tree/value.ts";
import type { Action, Condition, OperatorBlock, OperatorName, Policy, Principal, Statement } from "./model.ts";

/**
 * Tree → policy. Never throws and never fails: whatever stands in the tree gives a policy, with what is missing left out and
 * what is unknown marked.
 */

type Open<T> = { -readonly [K in keyof T]: T[K] };

const policyElements = new Set(["Version", "Id", "Statement"]);
/** `damage` are the places where the text lost its structure. */
export function lower(source: Value, damage: readonly Span[]): Policy {
  const object = source.kind === "object" ? source : undefined;
  const statement = object && memberNamed(object, "Statement");
  const statements: Statement[] = [];
  const policy: Policy = {
    kind: "policy",
    facts: undefined,
    source,
    object,
    version: object && memberNamed(object, "Version"),
    id: object && memberNamed(object, "Id"),
    statement,
    statements,
    statementsKnown: source.kind !== "hole" && itemsOfStatement(statement).every((item) => item.kind !== "hole"),
    unknown: object?.members.filter(({ key }) => key.text !== undefined && !policyElements.has(key.text)) ?? [],
  };
  for (const item of itemsOfStatement(statement)) lowerStatement(item, false, policy, statements, damage);
  return policy;
}

function itemsOfStatement(member: Member | undefined): readonly Value[] {
  return member ? itemsOf(member.value) : [];
}

function lowerStatement(
  item: Value,
  conditional: boolean,
  policy: Policy,
  statements: Statement[],
  damage: readonly Span[],
): void {
  if (item.kind === "hole") {
    for (const choice of item.choices.flatMap(itemsOf)) lowerStatement(choice, true, policy, statements, damage);
  } else if (item.kind === "object") {
    const damaged = damage.some((span) => overlaps(span, item.span));
    statements.push(buildStatement(item, { policy, conditional, damaged, index: statements.length }));
  }
}

function buildStatement(
  source: ObjectValue,
  { policy, conditional, damaged, index }: Pick<Statement, "policy" | "conditional" | "damaged" | "index">,
): Statement {
  const resources: Member[] = [];
  const unknown: Member[] = [];
  const statement: Open<Statement> = {
    kind: "statement",
    facts: undefined,
    policy,
    index,
    source,
    conditional,
    damaged,
    sid: undefined,
    effect: undefined,
    allow: undefined,
    principal: undefined,
    principals: none,
    principalsKnown: true,
    notPrincipal: undefined,
    action: undefined,
    actions: none,
    actionsKnown: true,
    notAction: undefined,
    condition: undefined,
    operators: none,
    conditions: none,
    conditionsKnown: true,
    resources,
    unknown,
  };
  for (const member of source.members) setElement(statement, member, resources, unknown);
  const { effect, principal, action, condition } = statement;
  if (effect) statement.allow = allowOf(effect.value);
  if (principal) setPrincipals(statement, principal);
  if (action) setActions(statement, action);
  if (condition) setConditions(statement, condition);
  return statement;
}

const none: readonly never[] = [];

/** Of several members with the same key the last one counts. */
function setElement(statement: Open<Statement>, member: Member, resources: Member[], unknown: Member[]): void {
  switch (member.key.text) {
    case "Sid":
      statement.sid = member;
      break;
    case "Effect":
      statement.effect = member;
      break;
    case "Principal":
      statement.principal = member;
      break;
    case "NotPrincipal":
      statement.notPrincipal = member;
      break;
    case "Action":
      statement.action = member;
      break;
    case "NotAction":
      statement.notAction = member;
      break;
    case "Condition":
      statement.condition = member;
      break;
    case "Resource":
    case "NotResource":
      resources.push(member);
      break;
    case undefined:
      break;
    default:
      unknown.push(member);
  }
}

function allowOf(effect: Value): boolean | undefined {
  const text = textOf(effect);
  if (text === "Allow") return true;
  return text === "Deny" ? false : undefined;
}

function textOf(value: Value): string | undefined {
  return value.kind === "string" ? value.text : undefined;
}

function isKnownText(value: Value): boolean {
  return value.kind !== "hole" && (value.kind !== "string" || value.text !== undefined);
}

function setPrincipals(statement: Open<Statement>, { value }: Member): void {
  statement.principalsKnown = arePrincipalsKnown(value);
  const principals: Principal[] = [];
  statement.principals = principals;
  if (value.kind === "object") {
    for (const typeMember of value.members) {
      for (const source of itemsOf(typeMember.value)) addPrincipals(source, typeMember, statement, principals);
    }
    return;
  }
  for (const source of itemsOf(value)) {
    if (source.kind !== "hole") principals.push(buildPrincipal(source, undefined, statement));
  }
}

/** A hole whose values can be told counts as all of them. */
function addPrincipals(source: Value, typeMember: Member, statement: Statement, principals: Principal[]): void {
  if (source.kind !== "hole") {
    principals.push(buildPrincipal(source, typeMember, statement));
    return;
  }
  for (const choice of source.choices.flatMap(itemsOf)) addPrincipals(choice, typeMember, statement, principals);
}

function buildPrincipal(source: Value, typeMember: Member | undefined, statement: Statement): Principal {
  return {
    kind: "principal",
    facts: undefined,
    statement,
    type: typeMember?.key.text,
    typeMember,
    source,
    text: textOf(source),
  };
}

function arePrincipalsKnown(value: Value): boolean {
  if (value.kind !== "object") return isKnownText(value);
  return value.members.every(({ key, value }) => key.text !== undefined && itemsOf(value).every(isKnownText));
}

function setActions(statement: Open<Statement>, { value }: Member): void {
  const sources = itemsOf(value);
  statement.actions = sources.map((source) => buildAction(source, statement));
  statement.actionsKnown = sources.every(isKnownText);
}

function buildAction(source: Value, statement: Statement): Action {
  return { kind: "action", facts: undefined, statement, source, text: textOf(source) };
}

function setConditions(statement: Open<Statement>, { value }: Member): void {
  statement.conditionsKnown = areConditionsKnown(value);
  if (value.kind !== "object") return;
  const operators = value.members.map((member) => buildOperator(member, statement));
  const [only] = operators;
  statement.operators = operators;
  statement.conditions =
    only && operators.length === 1 ? only.conditions : operators.flatMap(({ conditions }) => conditions);
}

function buildOperator(member: Member, statement: Statement): OperatorBlock {
  const name = member.key.text === undefined ? undefined : parseOperatorName(member.key.text);
  const operator: Open<OperatorBlock> = {
    kind: "operator",
    facts: undefined,
    statement,
    member,
    name,
    conditions: none,
  };
  if (member.value.kind === "object") {
    operator.conditions = member.value.members.map((keyMember) => buildCondition(keyMember, operator, statement));
  }
  return operator;
}

function buildCondition(member: Member, operator: OperatorBlock, statement: Statement): Condition {
  const values = itemsOf(member.value);
  return { kind: "condition", facts: undefined, statement, operator, member, key: member.key, values };
}

function areConditionsKnown(value: Value): boolean {
  if (value.kind === "hole") return false;
  if (value.kind !== "object") return true;
  return value.members.every(
    ({ key, value }) =>
      key.text !== undefined &&
      value.kind !== "hole" &&
      (value.kind !== "object" || value.members.every((below) => below.key.text !== undefined)),
  );
}

/** Takes an operator's name apart: `ForAnyValue:StringLikeIfExists`. The case of the affixes does not matter here. */
export function parseOperatorName(text: string): OperatorName {
  const prefix = text.slice(0, Math.max(0, text.indexOf(":"))).toLowerCase();
  const setOperator = prefix === "" ? undefined : setOperators.find((name) => name.toLowerCase() === prefix);
  const start = setOperator === undefined ? 0 : setOperator.length + 1;
  const end = Math.max(start, text.length - "IfExists".length);
  const ifExists = text.slice(end).toLowerCase() === "ifexists";
  return { text, setOperator, base: text.slice(start, ifExists ? end : undefined), ifExists };
}

const setOperators = ["ForAllValues", "ForAnyValue"] as const;
