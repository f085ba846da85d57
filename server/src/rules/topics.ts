import { testFor } from "../access/admits.ts";
import { stsActionOf } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import { faultOf } from "../access/principal-fault.ts";
import { serviceNameOf } from "../access/service.ts";
import type { PlainKeyName } from "../catalog/index.ts";
import { findOperator } from "../catalog/index.ts";
import type { CallerKind, ConditionKey, Operator, ValueKind } from "../catalog/types.ts";
import { hasWildcard } from "../policy/match.ts";
import type { Condition, OperatorBlock, PolicyNode, Principal, Statement } from "../policy/model.ts";
import { oncePerLasting } from "../policy/once-per.ts";
import { type PrincipalForm, parsedOf } from "../policy/principal.ts";
import type { Value } from "../tree/value.ts";
import { type Subject, subjectsOf } from "./shared/subjects.ts";

/**
 * What a node is about. A rule that names topics says nothing of nodes that have none of them, so the runner does not show them to
 * it: a policy pays for the few rules that it touches, not for all there are.
 */
export type Topic =
  /** A statement that lets in, or keeps out, such callers; the same of a condition in it. */
  | `caller:${CallerKind}`
  | `form:${"anyone" | "account" | "role"}`
  | `statement:${"incomplete" | "unusual" | "several principals" | "several operators"}`
  /** A statement with a subject that lets in more than one job or account, or nobody. */
  | "subject:loose"
  | `principal:${"AWS" | "Service" | "Federated" | "untyped" | "number" | "fault" | "odd service"}`
  | "action:unknown"
  | `operator:${Operator["family"] | "IfExists" | "ForAllValues" | "ForAnyValue" | "wildcards" | "unknown"}`
  | `key:${PlainKeyName | "unknown" | "respelt"}`
  | `key is:${keyof typeof traits}`
  | `value:${ValueKind}`
  | `pins:${NonNullable<ConditionKey["pins"]>}`
  | "several values"
  /** A condition on a claim of a token. */
  | "claim"
  /** A policy variable, or what looks like one. */
  | "variable";

/** What is remarkable about a key. */
const traits = {
  multivalued: ({ multivalued }: ConditionKey) => multivalued,
  sensitive: ({ sensitive }: ConditionKey) => sensitive,
  untrustworthy: ({ untrustworthy }: ConditionKey) => untrustworthy,
  pointless: ({ use }: ConditionKey) => use === "pointless",
  unsupported: ({ unsupportedBySts }: ConditionKey) => unsupportedBySts,
  replaced: ({ replacedBy }: ConditionKey) => replacedBy !== undefined,
  paired: ({ pairedWith }: ConditionKey) => pairedWith.length > 0,
  suffixed: ({ suffix }: ConditionKey) => suffix !== undefined,
  SAML: ({ prefix }: ConditionKey) => prefix === "saml",
} as const;

type Add = (topic: Topic, node: PolicyNode) => void;

/** Calls `add` with each topic of a node, with some of them more than once. */
export function eachTopic(node: PolicyNode, add: Add): void {
  switch (node.kind) {
    case "statement":
      return topicsOfStatement(node, add);
    case "principal":
      return topicsOfPrincipal(node, add);
    case "action":
      if (!stsActionOf(node)) add("action:unknown", node);
      if (holdsVariable(node.source)) add("variable", node);
      return;
    case "operator":
      return topicsOfOperatorBlock(node, add);
    case "condition":
      return topicsOfCondition(node, add);
    case "policy":
  }
}

const callers = { AWS: "caller:AWS", Service: "caller:Service", OIDC: "caller:OIDC", SAML: "caller:SAML" } as const;

function topicsOfStatement(node: Statement, add: Add): void {
  const { principal, principals, actions, effect, operators, sid } = node;
  for (const { kind } of callersOf(node)) add(callers[kind], node);
  if (!principal || actions.length === 0 || !effect) add("statement:incomplete", node);
  if (isUnusual(node)) add("statement:unusual", node);
  if (principals.length > 1) add("statement:several principals", node);
  if (operators.length > 1) add("statement:several operators", node);
  if (subjectsOf(node).some(isLoose)) add("subject:loose", node);
  if (sid && holdsVariable(sid.value)) add("variable", node);
}

/** It has elements that trust policies do not have, or an effect that is neither Allow nor Deny. */
function isUnusual({ allow, effect, notAction, notPrincipal, resources }: Statement): boolean {
  if (effect && allow === undefined) return true;
  return notAction !== undefined || notPrincipal !== undefined || resources.length > 0;
}

function isLoose({ verdict, patterns, text }: Subject): boolean {
  return verdict ? verdict.verdict !== "pinned" && verdict.verdict !== "immutable" : patterns && hasWildcard(text);
}

const principals = new Map<string | undefined, Topic>([
  ["AWS", "principal:AWS"],
  ["Service", "principal:Service"],
  ["Federated", "principal:Federated"],
  [undefined, "principal:untyped"],
]);

const forms = new Map<PrincipalForm | undefined, Topic>([
  ["anyone", "form:anyone"],
  ["account", "form:account"],
  ["root", "form:account"],
  ["role", "form:role"],
]);

function topicsOfPrincipal(node: Principal, add: Add): void {
  const { type, source } = node;
  const ofType = principals.get(type);
  if (ofType) add(ofType, node);
  const ofForm = forms.get(parsedOf(node)?.form);
  if (ofForm) add(ofForm, node);
  if (source.kind === "number") add("principal:number", node);
  if (faultOf(node)) add("principal:fault", node);
  if (type === "Service" && serviceNameOf(node).kind !== "known") add("principal:odd service", node);
  if (holdsVariable(source)) add("variable", node);
}

function topicsOfOperatorBlock(node: OperatorBlock, add: Add): void {
  const operator = node.name && findOperator(node.name.base);
  if (!operator) add("operator:unknown", node);
  else for (const topic of topicsOfOperator(operator)) add(topic, node);
}

function topicsOfCondition(node: Condition, add: Add): void {
  const { key, claim, operator, ifExists, setOperator } = testFor(node);
  for (const { kind } of callersOf(node.statement)) add(callers[kind], node);
  if (node.values.length > 1) add("several values", node);
  if (!key) add("key:unknown", node);
  else for (const topic of topicsOfKey(key.key)) add(topic, node);
  if (key && key.spelling !== node.key.text) add("key:respelt", node);
  if (claim) add("claim", node);
  if (operator) for (const topic of topicsOfOperator(operator)) add(topic, node);
  if (ifExists) add("operator:IfExists", node);
  if (setOperator) add(setOperator === "ForAllValues" ? "operator:ForAllValues" : "operator:ForAnyValue", node);
  if (node.values.some(holdsVariable)) add("variable", node);
}

const topicsOfOperator = oncePerLasting(({ family, wildcards }: Operator): readonly Topic[] =>
  wildcards ? [`operator:${family}`, "operator:wildcards"] : [`operator:${family}`],
);

const topicsOfKey = oncePerLasting((key: ConditionKey): readonly Topic[] => {
  const topics: Topic[] = [`key:${key.name as PlainKeyName}`];
  if (key.valueKind) topics.push(`value:${key.valueKind}`);
  if (key.pins) topics.push(`pins:${key.pins}`);
  for (const name of Object.keys(traits) as (keyof typeof traits)[])
    if (traits[name](key)) topics.push(`key is:${name}`);
  return topics;
});

function holdsVariable(value: Value): boolean {
  return value.kind === "string" && value.text?.includes("${") === true;
}
