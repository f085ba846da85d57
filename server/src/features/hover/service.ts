import { aliasOf, findService, nearestService, plainServiceName } from "../../catalog/index.ts";
import type { ServicePrincipal } from "../../catalog/types.ts";
import { render } from "./card.ts";
import { bold, code, codeList, listed } from "./markdown.ts";

/** A service principal: what it is, the actions it needs, and the Source keys that it sends. `here` is Markdown. */
export function describeService(service: ServicePrincipal, here?: string): string {
  return render({
    name: bold(service.name),
    shape: ["service principal", linkedOnly(service)],
    what: service.title === undefined ? undefined : `${service.title}.`,
    more: [actionsOf(service), sourcesOf(service), tagsOf(service), partnersOf(service)],
    here: [here],
    caveat: service.note,
    source: service.source,
  });
}

/** A service principal by its name as written. */
export function describeServiceNamed(text: string, here?: string): string {
  const known = findService(text) ?? findService(plainServiceName(text) ?? "");
  if (known) return describeService(known, here);
  const meant = aliasOf(text)?.names ?? [nearestService(text)?.name].filter((name) => name !== undefined);
  return render({
    name: code(text),
    shape: ["not a service principal that is known"],
    more: [meant.length === 0 ? undefined : `Did you mean ${listed(meant.map(bold), 4, "or")}?`],
  });
}

function linkedOnly({ linkedOnly, partition }: ServicePrincipal): string | undefined {
  if (linkedOnly) return "for service-linked roles only";
  return partition === undefined ? undefined : `partition ${partition} only`;
}

function actionsOf({ requiredActions, optionalActions }: ServicePrincipal): string {
  const optional = optionalActions.length === 0 ? "" : `; for some uses ${codeList(optionalActions)}`;
  return `Needs ${codeList(requiredActions, 4)}${optional}.`;
}

/** The shape of an ARN as people read it: `arn:aws:bedrock:REGION:ACCOUNT:agent/*`. */
export function arnShape(template: string): string {
  return template.replace(/\$\{(\w+)\}/g, (_whole, name: string) =>
    name.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase(),
  );
}

function sourcesOf({ confusedDeputy, sourceKeys, sourceArns, note }: ServicePrincipal): string | undefined {
  if (sourceKeys.length === 0 && sourceArns.length === 0) {
    return confusedDeputy === "documented" || note !== undefined ? undefined : "AWS documents no Source keys for it.";
  }
  const keys = sourceKeys.length === 0 ? "aws:SourceArn" : sourceKeys;
  const shapes =
    sourceArns.length === 0 ? "" : `; the ARN looks like ${listed(sourceArns.map(arnShape).map(code), 3, "or")}`;
  return `Sends ${codeList(typeof keys === "string" ? [keys] : keys)}${shapes}.`;
}

function tagsOf({ keys }: ServicePrincipal): string | undefined {
  return keys.length === 0 ? undefined : `Also sends ${codeList(keys, 4)}.`;
}

function partnersOf({ partners }: ServicePrincipal): string | undefined {
  return partners.length === 0 ? undefined : `Usually beside ${codeList(partners)}.`;
}
