import { overlaps, type Span } from "../text/span.ts";
import { itemsOf, type Member, memberNamed, type ObjectValue, type Value } from "../tree/value.ts";
import type { Condition, OperatorBlock, OperatorName, Policy, Principal, Statement } from "./model.ts";

/**
 * Tree → policy. Never throws and never fails: whatever stands in the tree gives a policy, with what is missing left out and
 * what is unknown marked.
 */

type Open<T> = { -readonly [K in keyof T]: T[K] };

const policyElements = new Set(["Version", "Id", "Statement"]);
const statementElements = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

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
    unknown: unknownMembers(object, policyElements),
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
  place: Pick<Statement, "policy" | "conditional" | "damaged" | "index">,
): Statement {
  const named = (name: string) => memberNamed(source, name);
  const effect = named("Effect");
  const principal = named("Principal");
  const action = named("Action");
  const condition = named("Condition");
  const statement: Open<Statement> = {
    kind: "statement",
    facts: undefined,
    ...place,
    source,
    sid: named("Sid"),
    effect,
    allow: allowOf(effect),
    principal,
    principals: [],
    principalsKnown: arePrincipalsKnown(principal),
    notPrincipal: named("NotPrincipal"),
    action,
    actions: [],
    actionsKnown: action === undefined || itemsOf(action.value).every(isKnownText),
    notAction: named("NotAction"),
    condition,
    operators: [],
    conditions: [],
    conditionsKnown: areConditionsKnown(condition),
    resources: source.members.filter((member) => isResource(member.key.text)),
    unknown: unknownMembers(source, statementElements),
  };
  statement.principals = principal ? buildPrincipals(principal, statement) : [];
  statement.actions = action
    ? itemsOf(action.value).map((value) => ({
        kind: "action",
        facts: undefined,
        statement,
        source: value,
        text: textOf(value),
      }))
    : [];
  statement.operators = buildOperators(condition, statement);
  statement.conditions = statement.operators.flatMap((operator) => operator.conditions);
  return statement;
}

function allowOf(effect: Member | undefined): boolean | undefined {
  const text = effect && textOf(effect.value);
  if (text === "Allow") return true;
  return text === "Deny" ? false : undefined;
}

function isResource(name: string | undefined): boolean {
  return name === "Resource" || name === "NotResource";
}

function unknownMembers(object: ObjectValue | undefined, known: ReadonlySet<string>): readonly Member[] {
  return object?.members.filter(({ key }) => key.text !== undefined && !known.has(key.text)) ?? [];
}

function textOf(value: Value): string | undefined {
  return value.kind === "string" ? value.text : undefined;
}

function isKnownText(value: Value): boolean {
  return value.kind !== "hole" && (value.kind !== "string" || value.text !== undefined);
}

function buildPrincipals(member: Member, statement: Statement): readonly Principal[] {
  const { value } = member;
  if (value.kind !== "object") {
    return itemsOf(value)
      .filter((source) => source.kind !== "hole")
      .map((source) => buildPrincipal(source, undefined, statement));
  }
  return value.members.flatMap((typeMember) =>
    itemsOf(typeMember.value).flatMap((source) => principalsOf(source, typeMember, statement)),
  );
}

/** A hole whose values can be told counts as all of them. */
function principalsOf(source: Value, typeMember: Member, statement: Statement): readonly Principal[] {
  if (source.kind === "hole") {
    return source.choices.flatMap(itemsOf).flatMap((choice) => principalsOf(choice, typeMember, statement));
  }
  return [buildPrincipal(source, typeMember, statement)];
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

function arePrincipalsKnown(member: Member | undefined): boolean {
  if (!member) return true;
  if (member.value.kind !== "object") return isKnownText(member.value);
  return member.value.members.every(({ key, value }) => key.text !== undefined && itemsOf(value).every(isKnownText));
}

function buildOperators(member: Member | undefined, statement: Statement): readonly OperatorBlock[] {
  if (member?.value.kind !== "object") return [];
  return member.value.members.map((operatorMember) => {
    const conditions: Condition[] = [];
    const operator: OperatorBlock = {
      kind: "operator",
      facts: undefined,
      statement,
      member: operatorMember,
      name: operatorMember.key.text === undefined ? undefined : parseOperatorName(operatorMember.key.text),
      conditions,
    };
    if (operatorMember.value.kind === "object") {
      for (const keyMember of operatorMember.value.members) {
        const values = itemsOf(keyMember.value);
        const { key } = keyMember;
        conditions.push({ kind: "condition", facts: undefined, statement, operator, member: keyMember, key, values });
      }
    }
    return operator;
  });
}

function areConditionsKnown(member: Member | undefined): boolean {
  if (!member) return true;
  if (member.value.kind === "hole") return false;
  if (member.value.kind !== "object") return true;
  return member.value.members.every(
    ({ key, value }) =>
      key.text !== undefined &&
      value.kind !== "hole" &&
      (value.kind !== "object" || value.members.every((below) => below.key.text !== undefined)),
  );
}

function beginsWith(text: string, start: string): boolean {
  return text.length >= start.length && text.slice(0, start.length).toLowerCase() === start.toLowerCase();
}

/** Takes an operator's name apart: `ForAnyValue:StringLikeIfExists`. The case of the affixes does not matter here. */
export function parseOperatorName(text: string): OperatorName {
  const setOperator = (["ForAllValues", "ForAnyValue"] as const).find((name) => beginsWith(text, `${name}:`));
  const start = setOperator === undefined ? 0 : setOperator.length + 1;
  const end = Math.max(start, text.length - "IfExists".length);
  const ifExists = text.slice(end).toLowerCase() === "ifexists";
  return { text, setOperator, base: text.slice(start, ifExists ? end : undefined), ifExists };
}
