/**
 * How `catalog.generated.ts` holds the catalogue: values that are the usual ones are left out, and a source is its address,
 * its beginning shortened, and after a blank the day on which it was read, unless most were read on it. `unpack*` puts back what is left out.
 */
import { addressPrefixes } from "./address-prefixes.ts";
import { usualDate } from "./catalog.generated.ts";
import type {
  ConditionKey,
  IamAnswer,
  Identifiers,
  Limits,
  Operator,
  OperatorAffix,
  Partition,
  PolicyElement,
  PolicyTemplate,
  Provider,
  ServicePrincipal,
  Source,
  StsAction,
  SubjectVerdict,
  ValueTemplate,
  Vendor,
} from "./types.ts";

/** `T` with `Default` members optional and its source packed. */
type Packed<T, Default extends keyof T> = Omit<T, Default | "source"> &
  Partial<Pick<T, Default>> & { readonly source: string };

type PackedValue = Omit<ValueTemplate, "wildcards"> & { readonly wildcards?: boolean };

const keyDefaults = {
  multivalued: false,
  sensitive: false,
  guard: false,
  arityDisputed: false,
  untrustworthy: false,
  unsupportedBySts: false,
  pairedWith: [],
  counterpart: {},
  presenceConfidence: "confirmed",
  confidence: "confirmed",
} as const satisfies Partial<ConditionKey>;
type OwnToKey = "name" | "example" | "pattern" | "values" | "summary" | "caveat" | "source";
type FlatKey = Packed<Omit<ConditionKey, "prefix" | "claim">, keyof typeof keyDefaults>;
/** `shape` holds what many keys have in common. */
export type PackedKey = Pick<FlatKey, OwnToKey> & { readonly shape: Omit<FlatKey, OwnToKey> };

const serviceDefaults = {
  uses: 0,
  regional: false,
  linkedOnly: false,
  requiredActions: ["sts:AssumeRole"],
  actionsEnforced: false,
  optionalActions: [],
  sourceArns: [],
  confusedDeputy: "none",
  sourceKeys: [],
  partners: [],
  keys: [],
  regionalForms: false,
  confidence: "confirmed",
} as const satisfies Partial<ServicePrincipal>;
export type PackedService = Omit<Packed<ServicePrincipal, keyof typeof serviceDefaults>, "source"> & {
  readonly source?: string;
};

const operatorDefaults = { negated: false, wildcards: false, variables: false, ignoresCase: false } as const;
export type PackedOperator = Packed<Operator, keyof typeof operatorDefaults>;

const providerDefaults = {
  builtin: false,
  requiredClaims: [],
  shared: false,
  unexposedClaims: [],
  misspellings: [],
} as const;
export type PackedProvider = Omit<
  Packed<Provider, keyof typeof providerDefaults | "audiences" | "subjects" | "subjectVerdicts">,
  "audiences" | "subjects"
> & {
  readonly audiences?: readonly PackedValue[];
  readonly subjects?: readonly PackedValue[];
  readonly subjectVerdicts?: readonly SubjectVerdict[];
};

export type PackedVendor = Pick<Vendor, "name"> & {
  /** With blanks between them. */
  readonly accounts: string;
  readonly aws?: boolean;
  readonly retired?: boolean;
};
export type PackedAffix = Packed<OperatorAffix, never>;
export type PackedLimits = Packed<Limits, never>;
export type PackedIdentifiers = Packed<Identifiers, never>;
export type PackedAction = Packed<StsAction, never>;
export type PackedElement = Packed<PolicyElement, never>;
export type PackedTemplate = Packed<Omit<PolicyTemplate, "body">, never> & { readonly body: object };
export type PackedAnswer = Packed<IamAnswer, never>;
export type PackedPartition = Packed<Partition, never>;

/** A source as features show it. */
export function unpackSource(source: string): Source {
  const [address = "", checked = usualDate] = source.split(" ");
  const start = addressPrefixes[address.charAt(0)];
  return { url: start === undefined ? address : start + address.slice(1), checked };
}

/** An entry whose only packed member is its source. */
export function unpackEntry<T extends { readonly source: string }>(entry: T): Omit<T, "source"> & { source: Source } {
  return { ...entry, source: unpackSource(entry.source) };
}

/** A key with its prefix and claim, which part at the last colon. */
export function unpackKey({ shape, ...key }: PackedKey): ConditionKey {
  const colon = key.name.lastIndexOf(":");
  return {
    ...keyDefaults,
    ...shape,
    ...key,
    prefix: key.name.slice(0, colon),
    claim: key.name.slice(colon + 1),
    source: unpackSource(key.source),
  };
}

/** A service whose name has no suffix has the usual one. */
export function serviceName(name: string): string {
  return name.includes(".amazonaws.") ? name : `${name}.amazonaws.com`;
}

export function unpackService({ source, ...service }: PackedService): ServicePrincipal {
  const whole = { ...serviceDefaults, ...service, name: serviceName(service.name) };
  return source === undefined ? whole : { ...whole, source: unpackSource(source) };
}

export function unpackOperator(operator: PackedOperator): Operator {
  return { ...operatorDefaults, ...operator, source: unpackSource(operator.source) };
}

export function unpackProvider(provider: PackedProvider): Provider {
  return {
    ...providerDefaults,
    ...provider,
    audiences: (provider.audiences ?? []).map(unpackValue),
    subjects: (provider.subjects ?? []).map(unpackValue),
    subjectVerdicts: provider.subjectVerdicts ?? [],
    source: unpackSource(provider.source),
  };
}

function unpackValue(value: PackedValue): ValueTemplate {
  return { wildcards: false, ...value };
}

export function unpackTemplate(template: PackedTemplate): PolicyTemplate {
  return { ...template, body: JSON.stringify(template.body, null, 2), source: unpackSource(template.source) };
}

/** The accounts of a packed vendor. */
export function accountsIn(accounts: string): readonly string[] {
  return accounts.split(" ");
}

export function unpackVendor(vendor: PackedVendor): Vendor {
  return { aws: false, retired: false, ...vendor, accounts: accountsIn(vendor.accounts) };
}
