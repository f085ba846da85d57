import { testFor } from "../access/admits.ts";
import { stsActionOf } from "../access/allowed-actions.ts";
import { callersOf } from "../access/caller.ts";
import { faultOf } from "../access/principal-fault.ts";
import { serviceNameOf } from "../access/service.ts";
import type { PlainKeyName } from "../catalog/index.ts";
import type { CallerKind, ConditionKey, Operator, ValueKind } from "../catalog/types.ts";
import type { Condition, PolicyNode, Principal, Statement } from "../policy/model.ts";
import { oncePerLasting } from "../policy/once-per.ts";
import type { Value } from "../tree/value.ts";

/**
 * What a node is about. A rule that names topics says nothing of nodes that have none of them, so the runner does not show them to
 * it: a policy pays for the few rules that it touches, not for all there are.
 */
export type Topic =
  /** A statement that lets in, or keeps out, such callers. */
  | `caller:${CallerKind}`
  | `principal:${"AWS" | "Service" | "Federated" | "untyped" | "number" | "fault" | "odd service"}`
  | "action:unknown"
  | `operator:${Operator["family"] | "IfExists" | "ForAllValues" | "ForAnyValue" | "wildcards"}`
  | `key:${PlainKeyName | "unknown"}`
  | `key is:${keyof typeof traits}`
  | `value:${ValueKind}`
  | `pins:${NonNullable<ConditionKey["pins"]>}`
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
} as const;

type Add = (topic: Topic) => void;

/** Calls `add` with each topic of a node. */
export function eachTopic(node: PolicyNode, add: Add): void {
  switch (node.kind) {
    case "statement":
      return topicsOfStatement(node, add);
    case "principal":
      return topicsOfPrincipal(node, add);
    case "action":
      if (!stsActionOf(node)) add("action:unknown");
      return mayHoldVariable(node.source, add);
    case "condition":
      return topicsOfCondition(node, add);
    default:
  }
}

const callers = { AWS: "caller:AWS", Service: "caller:Service", OIDC: "caller:OIDC", SAML: "caller:SAML" } as const;

function topicsOfStatement(statement: Statement, add: Add): void {
  const seen: CallerKind[] = [];
  for (const { kind } of callersOf(statement)) {
    if (seen.includes(kind)) continue;
    seen.push(kind);
    add(callers[kind]);
  }
  if (statement.sid) mayHoldVariable(statement.sid.value, add);
}

const principals = new Map<string | undefined, Topic>([
  ["AWS", "principal:AWS"],
  ["Service", "principal:Service"],
  ["Federated", "principal:Federated"],
  [undefined, "principal:untyped"],
]);

function topicsOfPrincipal(principal: Principal, add: Add): void {
  const { type, source } = principal;
  const ofType = principals.get(type);
  if (ofType) add(ofType);
  if (source.kind === "number") add("principal:number");
  if (faultOf(principal)) add("principal:fault");
  if (type === "Service" && serviceNameOf(principal).kind !== "known") add("principal:odd service");
  mayHoldVariable(source, add);
}

function topicsOfCondition(condition: Condition, add: Add): void {
  const { key, claim, operator, ifExists, setOperator } = testFor(condition);
  if (key) for (const topic of topicsOfKey(key.key)) add(topic);
  else add("key:unknown");
  if (claim) add("claim");
  if (operator) for (const topic of topicsOfOperator(operator)) add(topic);
  if (ifExists) add("operator:IfExists");
  if (setOperator) add(`operator:${setOperator}`);
  if (condition.values.some(holdsVariable)) add("variable");
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

function mayHoldVariable(value: Value, add: Add): void {
  if (holdsVariable(value)) add("variable");
}

function holdsVariable(value: Value): boolean {
  return value.kind === "string" && value.text?.includes("${") === true;
}
