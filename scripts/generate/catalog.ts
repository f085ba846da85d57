/**
 * The catalogue: checks each file of `schemas/catalog/` against `schemas/catalog.schema.json` and packs them into one
 * module. Provenance that no feature shows (evidence, origin) stays behind.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { addressPrefixes } from "../../server/src/catalog/address-prefixes.ts";
import type { Part } from "./part.ts";
import { type Json, tablesText } from "./tables.ts";

type Entry = { readonly [name: string]: Json };

/** Each file of the catalogue and the definition of the schema that it follows. */
export const catalogFiles = {
  "actions.json": "actions",
  "answers.json": "answers",
  "condition-keys.json": "conditionKeys",
  "elements.json": "elements",
  "identifiers.json": "identifiers",
  "limits.json": "limits",
  "operators.json": "operators",
  "partitions.json": "partitions",
  "principals.json": "principals",
  "providers.json": "providers",
  "templates.json": "templates",
  "vendors.json": "vendors",
} as const;

export type CatalogFile = keyof typeof catalogFiles;

/** The files of the catalogue by name, checked against their schema. Throws with every fault of the first wrong file. */
export function readCatalog(root: string): ReadonlyMap<CatalogFile, Entry> {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  ajv.addSchema(JSON.parse(readFileSync(join(root, "schemas/catalog.schema.json"), "utf8")), "catalog");
  const files = new Map<CatalogFile, Entry>();
  for (const [file, definition] of Object.entries(catalogFiles) as [CatalogFile, string][]) {
    const { $schema: _, ...content } = JSON.parse(readFileSync(join(root, "schemas/catalog", file), "utf8")) as Entry;
    if (!ajv.validate(`catalog#/$defs/${definition}`, content)) {
      const faults = (ajv.errors ?? []).map((error) => `  ${error.instancePath || "/"} ${error.message ?? ""}`);
      throw new Error(`schemas/catalog/${file} does not follow schemas/catalog.schema.json:\n${faults.join("\n")}`);
    }
    files.set(file, content);
  }
  return files;
}

const evidence = new Set(["evidence", "attestedBy", "aliasesSource", "signInSource", "origin"]);
/** What differs from key to key; the rest, its shape, is alike for many. */
const ownToKey = new Set(["name", "example", "pattern", "values", "summary", "caveat", "source"]);
const absentByDefault: Readonly<Record<string, Json>> = {
  presenceConfidence: "confirmed",
  confidence: "confirmed",
  uses: 0,
};
/** Sections whose type demands `confidence`. */
const confidenceDemanded = new Set(["answers"]);

/** The address without what most addresses begin with; `unpackSource` puts it back. */
function shortAddress(url: string): string {
  const [prefix, start] = Object.entries(addressPrefixes).find(([, start]) => url.startsWith(start)) ?? ["", ""];
  return prefix + url.slice(start.length);
}

/** Leaves out what no feature shows and what `packed.ts` puts back. */
function pack(value: Json, date: string, section: string): Json {
  if (Array.isArray(value)) return value.map((item) => pack(item, date, section));
  if (typeof value !== "object" || value === null) return value;
  const entry = value as Entry;
  if (typeof entry.url === "string" && typeof entry.checked === "string" && Object.keys(entry).length === 2)
    return entry.checked === date ? shortAddress(entry.url) : `${shortAddress(entry.url)} ${entry.checked}`;
  const kept = Object.entries(entry).filter(
    ([name, member]) =>
      !evidence.has(name) &&
      (confidenceDemanded.has(section) || absentByDefault[name] === undefined || absentByDefault[name] !== member) &&
      !(section === "services" && name === "requiredActions" && JSON.stringify(member) === '["sts:AssumeRole"]') &&
      !(section === "providers" && (name === "subjects" || name === "audiences") && JSON.stringify(member) === "[]"),
  );
  return Object.fromEntries(kept.map(([name, member]) => [name, pack(member, date, section)]));
}

/** Its name begins with an issuer of tokens. */
function belongsToIssuer(key: Entry): boolean {
  return String(key.group).startsWith("oidc-");
}

function packKey(key: Entry): Entry {
  const members = Object.entries(key);
  const shape = members.filter(([name]) => !ownToKey.has(name));
  return { ...Object.fromEntries(members.filter(([name]) => ownToKey.has(name))), shape: Object.fromEntries(shape) };
}

function packService(service: Entry): Entry {
  return { ...service, name: String(service.name).replace(/\.amazonaws\.com$/, "") };
}

/** First what it is found by. */
function packProvider({ issuer, ...provider }: Entry): Entry {
  return { issuer, ...provider };
}

/** The same; accounts that belong together stand in one row. */
function packVendor({ url: _, accounts, ...vendor }: Entry): Entry {
  return { accounts: (accounts as readonly string[]).join(" "), ...vendor };
}

/** The page that a whole file rests on. */
function originOf(files: ReadonlyMap<CatalogFile, Entry>, file: CatalogFile): Entry {
  const { url, checked } = (files.get(file)?.origin ?? {}) as Entry;
  return { url, checked };
}

function list(files: ReadonlyMap<CatalogFile, Entry>, file: CatalogFile, member: string): readonly Entry[] {
  return (files.get(file)?.[member] ?? []) as unknown as readonly Entry[];
}

/** The newest day on which a source was read, and the one on which most were. */
export function catalogDates(files: ReadonlyMap<CatalogFile, Entry>): {
  readonly newest: string;
  readonly usual: string;
} {
  const dates = [...files.values()].flatMap((file) => JSON.stringify(file).match(/(?<="checked":")[^"]+/g) ?? []);
  const uses = new Map<string, number>();
  for (const date of dates) uses.set(date, (uses.get(date) ?? 0) + 1);
  const [usual = ""] = [...uses].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { newest: dates.sort().at(-1) ?? "", usual };
}

function union(name: string, doc: string, members: readonly (Json | undefined)[]): string {
  const lines = members.map((member) => `  | ${JSON.stringify(member)}`);
  return `/** ${doc} */\nexport type ${name} =\n${lines.join("\n")};\n`;
}

/** The text of `catalog.generated.ts`. */
export function catalogModule(files: ReadonlyMap<CatalogFile, Entry>): string {
  const { newest, usual } = catalogDates(files);
  const keys = list(files, "condition-keys.json", "keys");
  const sections: Readonly<Record<string, Json>> = {
    plainKeys: keys.filter((key) => !belongsToIssuer(key)).map(packKey),
    claims: keys.filter(belongsToIssuer).map(packKey),
    operators: list(files, "operators.json", "operators"),
    operatorAffixes: list(files, "operators.json", "affixes"),
    operatorSlips: list(files, "operators.json", "slips"),
    actions: list(files, "actions.json", "actions"),
    services: list(files, "principals.json", "services").map(packService),
    serviceAliases: list(files, "principals.json", "aliases"),
    providers: list(files, "providers.json", "providers").map(packProvider),
    elements: list(files, "elements.json", "elements"),
    partitions: list(files, "partitions.json", "partitions"),
    vendors: list(files, "vendors.json", "vendors").map(packVendor),
    vendorSource: originOf(files, "vendors.json"),
    templates: list(files, "templates.json", "templates"),
    answers: list(files, "answers.json", "answers"),
    limits: files.get("limits.json") ?? {},
    identifiers: files.get("identifiers.json") ?? {},
  };
  const names = (file: CatalogFile, member: string, name = "name") =>
    list(files, file, member).map((entry) => entry[name]);
  return [
    "// Generated by scripts/generate.ts from schemas/catalog/*.json, do not edit.",
    "",
    union("StsActionName", "An sts action that a trust policy may name.", names("actions.json", "actions")),
    union("OperatorName", "A condition operator without prefix and suffix.", names("operators.json", "operators")),
    union("ProviderId", "Identity of an OIDC provider.", names("providers.json", "providers", "id")),
    union("PartitionId", "An AWS partition.", names("partitions.json", "partitions", "id")),
    union("AnswerId", "What provokes an error text of IAM.", names("answers.json", "answers", "id")),
    union("TemplateId", "A whole policy to start from.", names("templates.json", "templates", "id")),
    union("PlainKeyName", "A condition key that belongs to no issuer.", plainKeyNames(files)),
    `/** The newest day on which a source of the catalogue was read. */\nexport const catalogDate = ${JSON.stringify(newest)};\n`,
    `/** The day on which most sources were read. */\nexport const usualDate = ${JSON.stringify(usual)};\n`,
    tablesText(Object.entries(sections).map(([name, value]) => ({ name, value: pack(value, usual, name) }))),
  ].join("\n");
}

function plainKeyNames(files: ReadonlyMap<CatalogFile, Entry>): readonly (Json | undefined)[] {
  return list(files, "condition-keys.json", "keys")
    .filter((key) => !belongsToIssuer(key))
    .map((key) => key.name);
}

export const catalogPart: Part = {
  name: "catalog",
  files: (root) => [{ path: "server/src/catalog/catalog.generated.ts", content: catalogModule(readCatalog(root)) }],
};
