/**
 * What the product knows about AWS, to look up. Facts come from `schemas/catalog/*.json`; nothing here has a platform, a
 * clock or a network. Names are found in Maps, so that `__proto__` is a name like any other. Lists and entries are made
 * when they are first asked for, and are the same objects from then on.
 */
import * as data from "./catalog.generated.ts";
import { byName, once } from "./lookup.ts";
import { nearest } from "./nearest.ts";
import {
  accountsIn,
  type PackedAction,
  type PackedAnswer,
  type PackedElement,
  type PackedIdentifiers,
  type PackedLimits,
  unpackEntry,
  unpackSource,
  unpackTemplate,
  unpackVendor,
} from "./packed.ts";
import { parsed, tableOf } from "./table.ts";
import type {
  IamAnswer,
  Identifiers,
  Limits,
  PolicyElement,
  PolicyTemplate,
  Source,
  StsAction,
  Vendor,
} from "./types.ts";

export type {
  AnswerId,
  OperatorName,
  PartitionId,
  PlainKeyName,
  ProviderId,
  StsActionName,
  TemplateId,
} from "./catalog.generated.ts";
export { nearestIssuer, providerOf, providers } from "./issuers.ts";
export type { Caller } from "./keys.ts";
export { findKey, issuerOfKey, keysOfIssuer, nearestKey, plainKeys, presenceOf } from "./keys.ts";
export { editDistance, nearest } from "./nearest.ts";
export { findOperator, findOperatorIgnoringCase, nearestOperator, operatorAffixes, operators } from "./operators.ts";
export { findPartition, findRegion, partitions } from "./partitions.ts";
export { firstFitting, fitsPattern } from "./pattern.ts";
export { aliasOf, findService, nearestService, plainServiceName, serviceAliases, services } from "./services.ts";
export type * from "./types.ts";

/** The newest day on which a source of the catalogue was read (ISO date). */
export const catalogDate: string = data.catalogDate;

/** All sts actions, sorted by name. */
export const actions: () => readonly StsAction[] = tableOf(data.actions, unpackEntry<PackedAction>).entries;

const actionByName = byName(actions, (action) => action.name);

/** The action of this name with its prefix (`sts:AssumeRole`), ignoring case as IAM does. */
export function findAction(name: string): StsAction | undefined {
  return actionByName(name);
}

/** The action that was probably meant, with or without the prefix `sts:`. Undefined when nothing is near. */
export function nearestAction(name: string): StsAction | undefined {
  const local = name.slice(name.lastIndexOf(":") + 1);
  const found = nearest(
    `sts:${local}`,
    actions().map((action) => action.name),
    Math.min(3, Math.ceil(local.length / 4)),
  );
  return found === undefined ? undefined : findAction(found);
}

/** The elements of a policy, of a statement and of Principal, in the order in which people write them. */
export const elements: () => readonly PolicyElement[] = tableOf(data.elements, unpackEntry<PackedElement>).entries;

const elementsOf = {
  policy: elementsByName("policy"),
  statement: elementsByName("statement"),
  principal: elementsByName("principal"),
} as const;

function elementsByName(of: PolicyElement["of"]): () => ReadonlyMap<string, PolicyElement> {
  const own = () => elements().filter((element) => element.of === of);
  return once(() => new Map(own().map((element) => [element.name, element])));
}

/** The element of exactly this name. */
export function findElement(name: string, of: PolicyElement["of"]): PolicyElement | undefined {
  return elementsOf[of]().get(name);
}

/** The element that was probably meant (`Principals`, `condition`). Undefined when nothing is near, and for a right name. */
export function nearestElement(name: string, of: PolicyElement["of"]): PolicyElement | undefined {
  if (findElement(name, of) !== undefined) return undefined;
  const names = elements()
    .filter((element) => element.of === of)
    .map((element) => element.name);
  const found = nearest(name, names, name.length <= 3 ? 1 : 2);
  return found === undefined ? undefined : findElement(found, of);
}

const vendorTable = tableOf(data.vendors, unpackVendor);

/** Known vendors, sorted by name. */
export const vendors: () => readonly Vendor[] = vendorTable.entries;

const vendorByAccount = once(
  () => new Map(vendorTable.rows().flatMap((row) => accountsIn(row.name).map((account) => [account, row] as const))),
);

/** The vendor that runs an account (12 digits). It tells who that is, never that it is to be trusted. */
export function vendorOf(account: string): Vendor | undefined {
  return vendorByAccount().get(account)?.entry;
}

/** The list that the vendors' accounts come from. */
export const vendorSource: () => Source = once(() => unpackSource(parsed(data.vendorSource)));

/** Whole policies to start from. */
export const templates: () => readonly PolicyTemplate[] = tableOf(data.templates, unpackTemplate).entries;

/** Limits of IAM and STS. */
export const limits: Limits = unpackEntry(parsed<PackedLimits>(data.limits));

/** Identifiers with a meaning of their own: those of documentation, prefixes of unique IDs, special networks. */
export const identifiers: Identifiers = unpackEntry(parsed<PackedIdentifiers>(data.identifiers));

/** Error texts of IAM, sorted by id. */
export const answers: () => readonly IamAnswer[] = tableOf(data.answers, unpackEntry<PackedAnswer>).entries;

const answerById = once(() => new Map<string, IamAnswer>(answers().map((answer) => [answer.id, answer])));

/** What IAM answers to the fault with this id; undefined for an id that is not in the catalogue. */
export function answerOf(id: data.AnswerId): IamAnswer | undefined {
  return answerById().get(id);
}
