import { findKey } from "../../catalog/index.ts";
import type { ConditionKey, ServicePrincipal } from "../../catalog/types.ts";
import type { NewCondition } from "../../policy/edit.ts";
import type { Principal } from "../../policy/model.ts";
import { accountPlace, type KnownParts, resourceOfShape, textOfShape } from "../../policy/source-shape.ts";
import { string } from "../../tree/edit.ts";
import type { Fix } from "../define.ts";
import { narrowFix } from "./principal-fixes.ts";

/** Fixes that pin a service to the resources of one account. */

/** The tests that the page of the service asks for, with the same account in both. */
export function sourceTests(service: ServicePrincipal, shape: string, known: KnownParts = {}): readonly NewCondition[] {
  const account = {
    operator: "StringEquals",
    key: "aws:SourceAccount",
    value: string([known.account ?? accountPlace]),
  };
  const arn = { operator: "ArnLike", key: "aws:SourceArn", value: string(textOfShape(shape, known)) };
  const asked = service.sourceKeys.length > 0 ? service.sourceKeys : (["aws:SourceAccount", "aws:SourceArn"] as const);
  return [...(asked.includes("aws:SourceAccount") ? [account] : []), ...(asked.includes("aws:SourceArn") ? [arn] : [])];
}

/** One fix for each kind of resource that the service acts for. */
export function sourceFixes(principal: Principal, service: ServicePrincipal, known: KnownParts): readonly Fix[] {
  const { sourceArns } = service;
  return sourceArns.flatMap((shape, index) => {
    const added = sourceTests(service, shape, known);
    const what = sourceArns.length > 1 ? ` (${resourceOfShape(shape) ?? "any resource"})` : "";
    const keys = added.map(({ key }) => String(key)).join(" and ");
    return narrowFix(principal, `Add ${keys} for ${service.name}${what}`, { added }, { preferred: index === 0 });
  });
}

/** A key by which one source of the service is told from the others of the account: its ARN, or what the service says of it. */
export function picksSource(service: ServicePrincipal, key: ConditionKey): boolean {
  return key.name === "aws:SourceArn" || service.keys.some((name) => findKey(name)?.key.name === key.name);
}
