import { type Caller, callerOf, callersOf } from "../../access/caller.ts";
import { testOf } from "../../access/conditions.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import { parseOperatorName } from "../../policy/lower.ts";
import type { OperatorName, Policy, Statement } from "../../policy/model.ts";
import { contains, type Span } from "../../text/span.ts";
import { headOf, type Value } from "../../tree/value.ts";
import type { PolicyView } from "../analyze.ts";
import { describeActionNamed } from "./action.ts";
import { describeKey, describeUnknownKey } from "./condition-key.ts";
import { describeValue } from "./condition-value.ts";
import { describeEffect, describeElementNamed } from "./element.ts";
import { type Place, placeAt } from "./locate.ts";
import { code } from "./markdown.ts";
import { describeOperator } from "./operator.ts";
import { describePrincipal } from "./principal.ts";
import { describeStatement, policyHere, statementHere } from "./statement.ts";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What stands under an offset of the document and what it means there; undefined where there is nothing to say. `now` is in milliseconds since 1970. */
export function hoverAt({ policy }: PolicyView, offset: number, now: number | undefined): Hover | undefined {
  const place = placeAt(policy, offset);
  if (!place) return statementAt(policy, offset, now);
  const markdown = place.node.kind === "hole" ? describeHole(place.node.source) : describe(place, policy, now);
  return markdown === undefined ? undefined : { span: place.node.span, markdown };
}

/** A brace belongs to what it opens; that of a statement is the one place that stands for all of it. */
function statementAt({ statements }: Policy, offset: number, now: number | undefined): Hover | undefined {
  const statement = statements.find(({ source }) => overlapsHead(source, offset));
  const markdown = statement && describeStatement(statement, now);
  return statement && markdown !== undefined ? { span: headOf(statement.source), markdown } : undefined;
}

function overlapsHead(value: Value, offset: number): boolean {
  const head = headOf(value);
  return head.start <= offset && offset <= head.end;
}

function describe(place: Place, policy: Policy, now: number | undefined): string | undefined {
  const { kind, statement } = place;
  const text = textOf(place.node);
  if (text === undefined) return undefined;
  switch (kind) {
    case "policy-key":
      return describeElementNamed(text, "policy", text === "Statement" ? policyHere(policy, now) : undefined);
    case "statement-key":
      return describeElementNamed(
        text,
        "statement",
        wholeStatement.has(text) ? statementHere(statement, now) : undefined,
      );
    case "version":
      return describeElementNamed("Version", "policy");
    case "sid":
      return describeElementNamed("Sid", "statement", statementHere(statement, now));
    case "effect":
      return describeEffect(text, statementHere(statement, now));
    case "principal-type":
      return describeElementNamed(text, "principal");
    case "principal":
    case "principal-value":
      return describePrincipalAt(place, text, now);
    case "action":
      return describeActionNamed(text, statement ? callersOf(statement) : []);
    case "operator":
      return describeOperator(operatorName(place, text), statement?.allow);
    case "condition-key":
      return describeKeyAt(place, text);
    case "condition-value":
      return describeValueAt(place, text);
    default:
      return kind === "other" ? describeRefused(place) : undefined;
  }
}

/** Elements that stand for the statement they are in; the others are parts of it. */
const wholeStatement: ReadonlySet<string> = new Set(["Sid", "Effect", "Principal"]);

function describeHole(source: string): string {
  return `${code(source)} · known at deployment\n\nNothing is said about a value that a template fills in later.`;
}

/** The values of elements that trust policies refuse: the key says why. */
function describeRefused({ path, isKey }: Place): string | undefined {
  const names = path.filter((step) => typeof step === "string");
  const name = names[1];
  if (isKey || names[0] !== "Statement" || name === undefined) return undefined;
  const of: PolicyElement["of"] = "statement";
  return describeElementNamed(name, of);
}

function describePrincipalAt({ node, statement }: Place, text: string, now: number | undefined): string | undefined {
  const principal = statement?.principals.find(({ source }) => source === node);
  if (!principal) return undefined;
  const caller = callerOf(principal);
  return describePrincipal(principal, caller, text, statement && principalHere(statement, caller, now));
}

function principalHere(statement: Statement, caller: Caller | undefined, now: number | undefined): string | undefined {
  if (!caller || statement.conditions.length === 0) return undefined;
  return statementHere(statement, now);
}

function operatorName({ node, statement }: Place, text: string): OperatorName {
  return statement?.operators.find(({ member }) => member.key === node)?.name ?? parseOperatorName(text);
}

function describeKeyAt({ node, statement }: Place, text: string): string {
  const condition = statement?.conditions.find(({ key }) => key === node);
  const test = condition && testOf(condition);
  if (!statement || !test?.key) return describeUnknownKey(text);
  return describeKey(test.key, { test, callers: callersOf(statement), allow: statement.allow });
}

function describeValueAt({ node, statement }: Place, text: string): string | undefined {
  const condition = statement?.conditions.find(({ member }) => contains(member.value.span, node.span));
  return condition && describeValue(text, testOf(condition));
}

/** The text of a scalar; what is only known at deployment is shown as `…`. */
function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case "string":
      return value.text ?? value.parts.map((part) => (part.kind === "literal" ? part.text : "…")).join("");
    case "number":
      return value.text;
    case "boolean":
      return String(value.value);
    default:
      return undefined;
  }
}
