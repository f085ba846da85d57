/** Condition keys: by name, by issuer, and which callers carry them. */
import * as data from "./catalog.generated.ts";
import { fitsIssuer, issuerIndex, issuerPattern } from "./issuer-pattern.ts";
import { genericIssuer, providerOf } from "./issuers.ts";
import { byName, once, remembered } from "./lookup.ts";
import { nearest } from "./nearest.ts";
import { unpackKey } from "./packed.ts";
import { findService, plainServiceName } from "./services.ts";
import { type Row, tableOf } from "./table.ts";
import type { CallerKind, ConditionKey, Presence, ResolvedKey } from "./types.ts";

/** Who makes a call; `service` is a service principal, `issuer` what stands after `oidc-provider/`. */
export interface Caller {
  readonly kind: CallerKind;
  readonly service?: string | undefined;
  readonly issuer?: string | undefined;
}

/** Of a name, what comes before its last colon, and what after it. */
function prefixOf(name: string): string {
  return name.slice(0, name.lastIndexOf(":"));
}

function claimOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

const plain = tableOf(data.plainKeys, unpackKey);
const claims = tableOf(data.claims, unpackKey);

/** `aws:principaltag` finds `aws:PrincipalTag/${TagKey}`. */
const plainByStem = byName(plain.rows, (row) => stemOf(row.name));

const rowsByIssuer = once(() => {
  const groups = new Map<string, Row<ConditionKey>[]>();
  for (const row of claims.rows()) {
    const prefix = prefixOf(row.name);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [row]);
    else group.push(row);
  }
  return groups;
});

const listed = issuerIndex(() => [...rowsByIssuer()].filter(([issuer]) => issuer !== genericIssuer));

function stemOf(name: string): string {
  return name.replace(/\/\$\{[^{}]*\}$/, "");
}

/** All keys that belong to no issuer (`aws:`, `sts:`, `saml:`, `iam:` …), sorted by name. */
export const plainKeys: () => readonly ConditionKey[] = plain.entries;

/**
 * The key that `name` spells, ignoring case: with its tag key (`aws:PrincipalTag/team`), or as a claim of an issuer, known
 * (only the claims that AWS exposes for it) or not (the claims of any provider). Undefined when there is no such key.
 */
export function findKey(name: string): ResolvedKey | undefined {
  return keyNamed(name);
}

const keyNamed = remembered((name) => findPlainKey(name) ?? findClaim(name));

function findPlainKey(name: string): ResolvedKey | undefined {
  const slash = name.indexOf("/");
  const row = plainByStem(slash < 0 ? name : name.slice(0, slash));
  if (row === undefined) return undefined;
  const key = row.entry;
  if (key.suffix === undefined) return slash < 0 ? { key, spelling: key.name } : undefined;
  const tag = slash < 0 ? "" : name.slice(slash + 1);
  if (tag === "") return { key, spelling: stemOf(key.name) };
  return { key, spelling: `${stemOf(key.name)}/${tag}`, tag };
}

function findClaim(name: string): ResolvedKey | undefined {
  const parts = issuerOfKey(name);
  if (parts === undefined) return undefined;
  const claim = parts.claim.toLowerCase();
  const row = rowsOfIssuer(parts.issuer).find(({ name }) => claimOf(name).toLowerCase() === claim);
  return row && keyOfIssuer(row, parts.issuer);
}

/**
 * The issuer and the claim of a key such as `token.actions.githubusercontent.com:sub`, as they are written; the issuer need
 * not be known. Undefined for keys of AWS's own prefixes and of services, and for text that is no key.
 */
export function issuerOfKey(name: string): { readonly issuer: string; readonly claim: string } | undefined {
  return claimNamed(name);
}

const claimNamed = remembered((name) => {
  const colon = name.lastIndexOf(":");
  if (colon < 0 || name.lastIndexOf(".", colon) < 0) return undefined;
  const issuer = name.slice(0, colon);
  const claim = name.slice(colon + 1);
  if (claim === "" || /\s/.test(name)) return undefined;
  const host = issuer.replace(/^https?:\/\//i, "").split(/[/:]/, 1)[0] ?? "";
  return host.includes(".") ? { issuer, claim } : undefined;
});

/**
 * The keys that AWS exposes for exactly this issuer, spelt with it as it is written. A provider with a list of its own has
 * that list and aud and sub; any other has aud, sub, amr, oaud and email. Built-in providers have their own list only.
 */
export function keysOfIssuer(issuer: string): readonly ResolvedKey[] {
  return issuerKeys(issuer);
}

const issuerKeys = remembered((issuer): readonly ResolvedKey[] =>
  rowsOfIssuer(issuer).map((row) => keyOfIssuer(row, issuer)),
);

function keyOfIssuer({ entry: key }: Row<ConditionKey>, issuer: string): ResolvedKey {
  return { key, spelling: `${issuer}:${key.claim}` };
}

const rowsOfIssuer = remembered((issuer): readonly Row<ConditionKey>[] => {
  const own = listed.find(issuer) ?? [];
  const common = rowsByIssuer().get(genericIssuer) ?? [];
  return [...own, ...missingClaims(own, common, issuer)];
});

function missingClaims(
  own: readonly Row<ConditionKey>[],
  common: readonly Row<ConditionKey>[],
  issuer: string,
): readonly Row<ConditionKey>[] {
  if (own.length > 0 && providerOf(issuer).builtin) return [];
  const claims = new Set(own.map(({ name }) => claimOf(name)));
  const usual = new Set(common.map(({ name }) => claimOf(name)));
  const isSpecial = [...claims].some((claim) => !usual.has(claim));
  const fits = (claim: string) => !claims.has(claim) && (!isSpecial || claim === "aud" || claim === "sub");
  return common.filter(({ name }) => fits(claimOf(name)));
}

/**
 * The key that was probably meant by `name`, as it is documented (with the tag key or issuer that was written). Undefined
 * when nothing is near. `among` are the spellings to choose from; without it every key that could stand there.
 */
export function nearestKey(name: string, among?: readonly string[]): string | undefined {
  return among === undefined ? keyNear(name) : nearestSpelling(name, among);
}

const keyNear = remembered((name) => {
  const parts = issuerOfKey(name);
  if (parts !== undefined) {
    const claims = keysOfIssuer(parts.issuer).map(({ key }) => key.claim);
    const claim = nearest(parts.claim, claims);
    return claim === undefined ? undefined : `${parts.issuer}:${claim}`;
  }
  const slash = name.indexOf("/");
  const stem = slash < 0 ? name : name.slice(0, slash);
  const found = nearestSpelling(stem, stems());
  if (found === undefined || slash < 0) return found;
  return plainByStem(found)?.entry.suffix === undefined ? undefined : found + name.slice(slash);
});

const stems = once(() => plain.rows().map((row) => stemOf(row.name)));

/** First the same name under another prefix (`aws:ExternalId`, `SourceArn`), then the fewest edits. */
function nearestSpelling(name: string, among: readonly string[]): string | undefined {
  const local = localName(name);
  const moved = among.find((candidate) => localName(candidate) === local);
  return moved ?? nearest(name, among);
}

function localName(name: string): string {
  return claimOf(name).toLowerCase();
}

/**
 * Whether a call by `caller` carries the key. A service that is known to send a key that services in general do not
 * (`sts:ExternalId`) makes it `sometimes`; a claim of another issuer than the caller's is `never` there.
 */
export function presenceOf(key: ConditionKey | ResolvedKey, caller: Caller): Presence {
  const condition = "spelling" in key ? key.key : key;
  const presence = condition.presence[caller.kind];
  if (caller.kind === "Service") return presenceForService(condition, caller.service, presence);
  if (caller.kind !== "OIDC" || caller.issuer === undefined || !condition.group.startsWith("oidc-")) return presence;
  return belongsTo(key, caller.issuer) ? presence : "never";
}

function presenceForService(key: ConditionKey, service: string | undefined, presence: Presence): Presence {
  if (service === undefined) return presence;
  const name = plainServiceName(service) ?? service;
  if (key.services !== undefined) return key.services.includes(name) ? "sometimes" : "never";
  if (presence === "never" && findService(name)?.keys.some((sent) => findPlainKey(sent)?.key === key))
    return "sometimes";
  return presence;
}

function belongsTo(key: ConditionKey | ResolvedKey, issuer: string): boolean {
  if ("spelling" in key) return issuerOfKey(key.spelling)?.issuer.toLowerCase() === issuer.toLowerCase();
  return key.prefix === genericIssuer || fitsIssuer(issuerPattern(key.prefix), issuer);
}
