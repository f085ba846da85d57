/** Service principals. */
import * as data from "./catalog.generated.ts";
import { byName, once, remembered } from "./lookup.ts";
import { nearest } from "./nearest.ts";
import { serviceName, unpackService } from "./packed.ts";
import { findRegion } from "./partitions.ts";
import { asIs, tableOf } from "./table.ts";
import type { ServiceAlias, ServicePrincipal } from "./types.ts";

const table = tableOf(data.services, unpackService);
const aliases = tableOf(data.serviceAliases, asIs<ServiceAlias>);

/** Known for trust policies that people write, known from managed policies only, for service-linked roles only. */
function rank(service: ServicePrincipal): number {
  if (service.linkedOnly) return 3;
  if (service.regional || service.partition !== undefined) return 2;
  return service.tier === "A" || service.tier === "B" ? 0 : 1;
}

/** All service principals: what people write most comes first, names for service-linked roles last. */
export const services: () => readonly ServicePrincipal[] = once(() =>
  [...table.entries()].sort((a, b) => rank(a) - rank(b) || b.uses - a.uses || (a.name < b.name ? -1 : 1)),
);

/** Names that people write for services that are called otherwise, sorted. */
export const serviceAliases: () => readonly ServiceAlias[] = aliases.entries;

const rowByName = once(() => new Map(table.rows().map((row) => [serviceName(row.name), row])));
const alias = byName(aliases.rows, (row) => row.name);

/** The service principal of exactly this name; IAM compares upper and lower case. */
export function findService(name: string): ServicePrincipal | undefined {
  return rowByName().get(name)?.entry;
}

/**
 * `states.eu-west-1.amazonaws.com` → `states.amazonaws.com`. Undefined for a name without a Region in it, and when the name
 * without the Region is not known.
 */
export function plainServiceName(name: string): string | undefined {
  return withoutRegion(name);
}

const withoutRegion = remembered((name) => {
  const labels = name.split(".");
  const region = labels.findIndex((label) => findRegion(label) !== undefined);
  if (region < 1) return undefined;
  const plain = labels.filter((_, index) => index !== region).join(".");
  return [plain, plain.replace(/\.cn$/, "")].find((candidate) => rowByName().has(candidate));
});

/**
 * The service principal within two edits of `name` (one, where the service is three letters or fewer), ignoring case; of
 * equally near ones the one that people use most.
 */
export function nearestService(name: string): ServicePrincipal | undefined {
  return serviceNear(name);
}

const serviceNear = remembered((name) => {
  const found = nearest(name, names(), name.indexOf(".") > 3 ? 2 : 1);
  return found === undefined ? undefined : findService(found);
});

const names = once(() => services().map((service) => service.name));

/** The names that somebody who writes `name` may mean: `stepfunctions.amazonaws.com` → `states.amazonaws.com`. Ignores case. */
export function aliasOf(name: string): ServiceAlias | undefined {
  return alias(name)?.entry;
}
