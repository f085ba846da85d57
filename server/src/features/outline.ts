import type { Condition, Principal, Statement } from "../policy/model.ts";
import { parsePrincipal } from "../policy/principal.ts";
import type { Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import type { Value } from "../tree/value.ts";
import type { PolicyView } from "./analyze.ts";

/** A policy as a tree of symbols. */
export interface OutlineNode {
  readonly name: string;
  readonly detail: string;
  readonly kind: "policy" | "statement" | "principal" | "action" | "operator" | "condition";
  readonly span: Span;
  /** What is selected when somebody goes there; lies within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineNode[];
}

export function outlineOf(view: PolicyView): OutlineNode {
  return shown(policyNode(view));
}

function shown(node: OutlineNode): OutlineNode {
  return { ...node, name: visible(node.name), detail: visible(node.detail), children: node.children.map(shown) };
}

function policyNode({ site, policy }: PolicyView): OutlineNode {
  const count = policy.statements.length;
  const statements = count === 1 ? "1 statement" : `${count} statements`;
  const { label, roleName = label } = site;
  return {
    name: label,
    detail: roleName === label ? statements : `${roleName} · ${statements}`,
    kind: "policy",
    span: site.span,
    selection: { start: site.span.start, end: Math.min(site.span.start + 1, site.span.end) },
    children: policy.statements.map(statementNode),
  };
}

function statementNode(statement: Statement): OutlineNode {
  const { source, sid, effect } = statement;
  const title = titleOf(statement);
  const name = textOf(sid?.value);
  const anchor = (sid ?? effect ?? statement.principal)?.value.span ?? source.span;
  return {
    name: name ? name : title,
    detail: name ? title : "",
    kind: "statement",
    span: source.span,
    selection: anchor,
    children: [
      ...statement.principals.map(principalNode),
      ...statement.actions.map(({ source: { span }, text = "…" }) => leaf(text, "", "action", span)),
      ...statement.conditions.map(conditionNode),
    ],
  };
}

/** `Allow lambda.amazonaws.com`, `Deny * and 2 more`. */
function titleOf({ effect, principals, index }: Statement): string {
  const word = textOf(effect?.value) ?? "Statement";
  const [first, ...others] = principals.map(shortName);
  if (first === undefined) return word === "Statement" ? `Statement ${index + 1}` : word;
  return `${word} ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}

function principalNode(principal: Principal): OutlineNode {
  return leaf(shortName(principal), principal.type ?? "", "principal", principal.source.span);
}

/** The part of a principal that tells it from others. */
function shortName({ type, text }: Principal): string {
  if (text === undefined) return "…";
  const { form, name, account, issuer, provider, session } = parsePrincipal(type, text);
  switch (form) {
    case "account":
    case "root":
      return account ?? text;
    case "role":
    case "user":
    case "federated-user":
      return name ?? text;
    case "session":
      return `${name}/${session}`;
    case "oidc":
      return issuer ?? text;
    case "saml":
      return provider ?? text;
    default:
      return text;
  }
}

function conditionNode({ key, member, operator, values }: Condition): OutlineNode {
  const shown = values.map((value) => textOf(value) ?? "…");
  const more = shown.length > 2 ? ` and ${shown.length - 2} more` : "";
  return {
    name: key.text ?? "…",
    detail: `${operator.member.key.text ?? "…"} ${shown.slice(0, 2).join(", ")}${more}`,
    kind: "condition",
    span: member.span,
    selection: key.span,
    children: [],
  };
}

function leaf(name: string, detail: string, kind: OutlineNode["kind"], span: Span): OutlineNode {
  return { name, detail, kind, span, selection: span, children: [] };
}

function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === "string") return value.text;
  return value?.kind === "number" ? value.text : value?.kind === "boolean" ? String(value.value) : undefined;
}
