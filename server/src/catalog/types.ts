/**
 * The shape of what the product knows about AWS. Facts live in `schemas/catalog/*.json` (with sources and dates) and are
 * generated into `catalog.generated.ts`; provenance that no feature shows stays in the JSON files.
 */

/** Who makes the call: an IAM identity of an account, an AWS service, the bearer of an OIDC token or of a SAML assertion. */
export type CallerKind = "AWS" | "Service" | "OIDC" | "SAML";

/** Whether the request context carries a key for a kind of caller. `unknown` means: say nothing. */
export type Presence = "always" | "sometimes" | "never" | "unknown";

/** What a value of a key is, for completion and for checks of its shape. */
export type ValueKind =
  | "account"
  | "organization"
  | "organization-path"
  | "vpc"
  | "vpc-endpoint"
  | "region"
  | "external-id"
  | "session-name"
  | "source-identity"
  | "service"
  | "sign-in-url";

export type KeyType = "String" | "ARN" | "Bool" | "Date" | "Numeric" | "IPAddress";

/** How sure we are. Errors and warnings rest on `confirmed`; `likely` grounds information at most. */
export type Confidence = "confirmed" | "likely";

/** A page that a fact rests on, and the day on which it was read (ISO date). */
export interface Source {
  readonly url: string;
  readonly checked: string;
}

export interface ConditionKey {
  /** As AWS prints it; `${TagKey}`, `${OidcIssuer}`, `${Region}` … are placeholders. Compared ignoring case. */
  readonly name: string;
  /** The part before the last colon: `aws`, `sts`, `saml`, or an issuer (pattern). */
  readonly prefix: string;
  /** The part after the prefix: `SourceArn`, `sub`, `RequestTag/${TagKey}`. */
  readonly claim: string;
  readonly group: string;
  readonly type: KeyType;
  readonly multivalued: boolean;
  /** Set when the name goes on after a slash. */
  readonly suffix?: "tag-key" | "context-key";
  /** Wildcards and variables are not accepted in the value. */
  readonly sensitive: boolean;
  /** Those of the six trust policy actions whose context has the key. */
  readonly actions: readonly string[];
  readonly presence: Readonly<Record<CallerKind, Presence>>;
  readonly presenceConfidence: "confirmed" | "inferred";
  /** Service principals that send the key although services in general do not (`sts:ExternalId`, `aws:PrincipalTag`). */
  readonly services?: readonly string[];
  /** Who determines the value. */
  readonly setBy: "aws" | "caller" | "idp" | "caller or idp";
  readonly use: "core" | "useful" | "rare" | "pointless";
  /** Which operators fit the type; without set operators and `IfExists`. */
  readonly operators: readonly string[];
  /** The operator people should start with; may have a set operator prefix. */
  readonly operator: string;
  /** ECMAScript regular expression source for one literal value without policy variables. */
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly example: string;
  readonly summary: string;
  readonly caveat?: string;
  readonly confidence: Confidence;
  /** When AWS introduced it, as far as known: `2026-07-15`, `2025`. */
  readonly since?: string;
  /** What a value is, where that is more than its type. */
  readonly valueKind?: ValueKind;
  /** What a positive test on a literal value pins the caller to. Absent: it does not say who calls. */
  readonly pins?: "account" | "organization" | "arn" | "network" | "source" | "subject" | "audience";
  /** A key people use to keep others out: letting callers without it pass (`IfExists`) defeats the purpose. */
  readonly guard: boolean;
  /** AWS's documentation disagrees on whether it has one value or many: say nothing about set operators. */
  readonly arityDisputed: boolean;
  /** The action that must be allowed beside the entry action for the key to be evaluated. */
  readonly needsAction?: string;
  /** The key that took its place. */
  readonly replacedBy?: string;
  /** The only value that it has in calls of AWS STS: a test for it keeps nobody out. */
  readonly constant?: string;
  /** The caller writes it freely and anybody can write anything (`aws:referer`). */
  readonly untrustworthy: boolean;
  /** Keys of which at least one must stand beside it, because its own value is not unique. */
  readonly pairedWith: readonly string[];
  /** The key that says the same about another kind of caller. */
  readonly counterpart: Readonly<Partial<Record<CallerKind, string>>>;
  /** A key for some services only, and STS is not on their list. */
  readonly unsupportedBySts: boolean;
  readonly source: Source;
}

/** A condition key of the catalogue as it is spelt for one issuer, tag or document. */
export interface ResolvedKey {
  readonly key: ConditionKey;
  /** The documented spelling with the issuer filled in and the written tag key kept: `oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub`. */
  readonly spelling: string;
  /** What follows the slash of `aws:PrincipalTag/…`; undefined when it is missing or the key has no suffix. */
  readonly tag?: string;
}

export interface Operator {
  readonly name: string;
  readonly family: "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";
  readonly negated: boolean;
  /** `*` and `?` in values are wildcards. */
  readonly wildcards: boolean;
  readonly variables: boolean;
  readonly ignoresCase: boolean;
  readonly keyTypes: readonly KeyType[];
  readonly summary: string;
  readonly source: Source;
}

export interface OperatorAffix {
  /** `ForAllValues:`, `ForAnyValue:` or `IfExists`. */
  readonly name: string;
  readonly summary: string;
  readonly caveat: string;
  readonly source: Source;
}

export interface StsAction {
  /** `sts:AssumeRole` */
  readonly name: string;
  /** entry = lets a caller in; companion = completes an entry action; inapplicable = no role is its resource. */
  readonly role: "entry" | "companion" | "inapplicable";
  readonly callers: readonly CallerKind[];
  readonly summary: string;
  readonly caveat?: string;
  readonly source: Source;
}

export interface ServicePrincipal {
  readonly name: string;
  /** The service in words: "Amazon ECS tasks". */
  readonly title?: string;
  /** A = trust policy on an AWS page, B = AWS sample or public repositories, C = service-linked roles only, M = only attested by AWS managed policies. */
  readonly tier: "A" | "B" | "C" | "M";
  /** How many public trust policies name it; for ranking. */
  readonly uses: number;
  readonly regional: boolean;
  /** Only service-linked roles can use it. */
  readonly linkedOnly: boolean;
  readonly requiredActions: readonly string[];
  /** AWS's own policy validation reports missing required actions as an error. */
  readonly actionsEnforced: boolean;
  /** ARN shapes of aws:SourceArn with `${Region}`, `${Account}` and named placeholders. */
  readonly sourceArns: readonly string[];
  /** Whether AWS documents the Source keys for the assume call of this service. */
  readonly confusedDeputy: "documented" | "do-not-warn" | "none";
  /** Which Source keys the service's page asks for. */
  readonly sourceKeys: readonly ("aws:SourceAccount" | "aws:SourceArn")[];
  /** Names of principals that are needed beside it. */
  readonly partners: readonly string[];
  /** Companion actions that some uses of the service need. */
  readonly optionalActions: readonly string[];
  /** Condition keys, tag keys written out, that this service sends beside the general ones. */
  readonly keys: readonly string[];
  /** Set when the name exists in one partition only: `aws-cn`. */
  readonly partition?: string;
  /** The name of the same service in China where it differs. */
  readonly chinaName?: string;
  /** The names `service.REGION.amazonaws.com` are known to exist, although the plain name works for a role. */
  readonly regionalForms: boolean;
  /** How sure we are of `confusedDeputy`, `sourceArns` and `sourceKeys`. */
  readonly confidence: Confidence;
  readonly note?: string;
  readonly source?: Source;
}

/** A name that people write for a service that has another name. */
export interface ServiceAlias {
  readonly alias: string;
  readonly names: readonly string[];
  /** How sure we are that no service principal is called so; left out: confirmed. */
  readonly confidence?: Confidence;
}

/** A value with places to fill in, e.g. `repo:${OWNER}/${REPO}:ref:refs/heads/${BRANCH=main}` (name, optionally a first value). */
export interface ValueTemplate {
  readonly template: string;
  readonly label: string;
  /** What it lets in, in plain words. */
  readonly summary: string;
  /** Wildcards in it are meant: needs StringLike. */
  readonly wildcards: boolean;
  /** Who that is, to go on from the title of the provider, with the placeholders of the template: `in ${OWNER}/${REPOSITORY}`. */
  readonly says?: string;
}

/** What a subject of a certain shape lets in. The first verdict of a provider whose pattern fits counts. */
export interface SubjectVerdict {
  /** ECMAScript regular expression source for the whole value, wildcards included as they are written. Linear in the length. */
  readonly pattern: string;
  /**
   * everybody = anyone at the provider · open-owner = also owners whose name only begins like this · owner-wide = all of one
   * owner · open-project = also projects whose name only begins like this · any-ref = anything that runs in one project ·
   * any-branch · pull-request = also unreviewed code · spoofable = anyone can produce it · never = no token looks like this ·
   * customised = only when the owner changed the subject template · pinned · immutable = by IDs that are never used again.
   */
  readonly verdict:
    | "everybody"
    | "open-owner"
    | "owner-wide"
    | "open-project"
    | "any-ref"
    | "any-branch"
    | "pull-request"
    | "spoofable"
    | "never"
    | "customised"
    | "pinned"
    | "immutable";
  /** What it lets in, in plain words that go on from "lets in …". */
  readonly summary: string;
}

export interface Provider {
  /** Kebab-case identity: `github`, `github-enterprise`, `eks`, `cognito-identity`. */
  readonly id: string;
  readonly title: string;
  /** Providers that issue the same kind of token: `github` for all four forms of GitHub. */
  readonly family: string;
  /** Issuer pattern after `oidc-provider/`; `${Name}` matches one path segment or host label, or the host when it is all of it. */
  readonly issuer: string;
  readonly builtin: boolean;
  /** Group of `ConditionKey.group` whose claims AWS exposes for it. */
  readonly keyGroup?: string;
  /** Claims (or whole keys, for sts:RoleSessionName) one of which IAM demands when it saves the policy. */
  readonly requiredClaims: readonly string[];
  /** Whether one issuer serves many customers. */
  readonly shared: boolean;
  /** The claims that say whose token it is; testing one of them is enough. Usually `sub`. */
  readonly identityClaims: readonly string[];
  /** The claim that holds the audience: `aud`, or `app_id`. */
  readonly audienceClaim: string;
  readonly audiences: readonly ValueTemplate[];
  readonly subjects: readonly ValueTemplate[];
  /** Shape of a subject, ECMAScript regular expression source, wildcards allowed for; absent where customers shape it freely. */
  readonly subjectPattern?: string;
  readonly subjectVerdicts: readonly SubjectVerdict[];
  /** Claims of its tokens that AWS does not turn into condition keys, and the one to test in their place. */
  readonly unexposedClaims: readonly { readonly claim: string; readonly instead?: string }[];
  /** Since when new projects get subjects with unchangeable IDs by default (ISO date). */
  readonly immutableSubjectsSince?: string;
  /** Near misses of the host that people write. */
  readonly misspellings: readonly string[];
  readonly note?: string;
  readonly source: Source;
}

export interface PolicyElement {
  readonly name: string;
  /** Where it stands. */
  readonly of: "policy" | "statement" | "principal";
  readonly allowed: boolean;
  readonly required: boolean;
  readonly types: readonly ("string" | "object" | "array")[];
  readonly summary: string;
  readonly caveat?: string;
  readonly example?: string;
  readonly source: Source;
}

export interface Partition {
  readonly id: string;
  readonly title: string;
  readonly dnsSuffix: string;
  /** Values of SAML:aud; `${Region}` stands for a Region of the partition. Empty where AWS documents none. */
  readonly signInUrls: readonly string[];
  readonly regions: readonly string[];
  readonly source: Source;
}

/** Prefix of the unique IDs of IAM (`AIDA` …). */
export interface UniqueIdPrefix {
  readonly prefix: string;
  readonly what: string;
  /** A principal that was deleted leaves this ID behind in a trust policy. */
  readonly principal: boolean;
}

/** A block of IP addresses that is special as the source of a call. */
export interface Network {
  readonly cidr: string;
  readonly kind: "private" | "loopback" | "link-local" | "shared" | "documentation" | "everything";
}

/** What somebody writes for an operator that is called otherwise. */
export interface OperatorSlip {
  readonly written: string;
  readonly meant: string;
}

/** Identifiers with a meaning of their own. */
export interface Identifiers {
  /** Account IDs that AWS's documentation uses as examples. */
  readonly documentationAccounts: readonly string[];
  readonly documentationOrganizations: readonly string[];
  readonly uniqueIds: readonly UniqueIdPrefix[];
  readonly networks: readonly Network[];
  /** Words that are no secret as an external ID, in lower case. */
  readonly weakExternalIds: readonly string[];
  readonly source: Source;
}

export interface Vendor {
  readonly name: string;
  readonly accounts: readonly string[];
  /** AWS itself runs the account: no external ID is asked for. */
  readonly aws: boolean;
  /** The list that it comes from says that the account is no longer in use. */
  readonly retired: boolean;
}

/** A whole policy to start from. `body` is JSON text (two blanks deep) in whose strings `${NAME}` and
 * `${NAME=first value}`, NAME of A-Z, 0-9 and _, are places to fill in; the same name is the same place. */
export interface PolicyTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly source: Source;
}

export interface Limits {
  /** Characters without white space. */
  readonly quota: number;
  readonly maximumQuota: number;
  /** Characters that the API takes at all, white space included. */
  readonly apiMaximum: number;
  /** Length of an external ID, a role session name and a source identity. */
  readonly externalId: { readonly min: number; readonly max: number; readonly pattern: string };
  readonly sessionName: { readonly min: number; readonly max: number; readonly pattern: string };
  readonly source: Source;
}

/** The text that IAM answers with, by the id of what provokes it. */
export interface IamAnswer {
  readonly id: string;
  /** `${…}` stands for what IAM repeats from the policy. */
  readonly text: string;
  /** The error code of the API. */
  readonly code: "MalformedPolicyDocument" | "LimitExceeded" | "ValidationError";
  readonly confidence: Confidence;
  readonly source: Source;
}
