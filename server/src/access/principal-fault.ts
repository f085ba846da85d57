import { findPartition, findService, identifiers, partitions, providerOf } from "../catalog/index.ts";
import { type Arn, arnPartAt, parseArn } from "../policy/arn.ts";
import type { Principal } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { type PrincipalForm, parsedOf, parsePrincipal } from "../policy/principal.ts";
import { placeholderIn } from "./placeholder.ts";

/**
 * Why a principal's value is none that IAM takes. A value has one fault at most, so that one cause gives one finding whichever
 * rule speaks of it. What is left to be filled in is no fault.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalFault =
  /** A variable has a rule that speaks of it wherever it stands. */
  | { readonly kind: "empty" | "blanks" | "placeholder" | "variable" | "wildcard" }
  /** An account ID that has not 12 digits; where it stands. */
  | { readonly kind: "digits"; readonly at: readonly [number, number]; readonly digits: string }
  | { readonly kind: "unique-id"; readonly what: string; readonly principal: boolean }
  /** `:group/`, `:instance-profile/`, `:policy/` */
  | { readonly kind: "no-principal"; readonly what: string; readonly arn: Arn }
  /** `iam` where it has to be `sts`, or the other way round. */
  | { readonly kind: "service-swapped"; readonly right: string }
  | { readonly kind: "other-type"; readonly type: "AWS" | "Service" | "Federated" }
  | { readonly kind: "region"; readonly right: string }
  | { readonly kind: "partition"; readonly partition: string }
  | { readonly kind: "session"; readonly role: string }
  | { readonly kind: "bare-issuer"; readonly issuer: string }
  | { readonly kind: "service-name" | "form" };

/** The fault of a principal whose value is known; undefined when it has none, or nothing can be said. */
export const faultOf = oncePer((principal: Principal): PrincipalFault | undefined => {
  const { type, text, source } = principal;
  if (text === undefined || source.kind !== "string") return undefined;
  const find = faultFinders.get(type ?? "");
  if (!find) return undefined;
  if (text.trim() === "") return { kind: "empty" };
  if (text !== text.trim()) return { kind: "blanks" };
  if (text.includes("${")) return { kind: "variable" };
  return find(text, parsedOf(principal)?.form ?? "malformed");
});

type FindFault = (text: string, form: PrincipalForm) => PrincipalFault | undefined;

const faultFinders = new Map<string, FindFault>([
  ["AWS", awsFault],
  ["Service", serviceFault],
  ["Federated", federatedFault],
]);

function awsFault(text: string, form: PrincipalForm): PrincipalFault | undefined {
  if (form === "account" || form === "anyone") return undefined;
  const arn = parseArn(text);
  if (arn && form !== "malformed")
    return isKnownPartition(arn) ? undefined : { kind: "partition", partition: arn.partition };
  if (form === "unique-id") return uniqueIdFault(text);
  if (form !== "malformed") return undefined;
  if (placeholderIn(text)) return { kind: "placeholder" };
  if (/[*?]/.test(text)) return { kind: "wildcard" };
  if (/^[\d -]+$/.test(text)) return { kind: "digits", at: [0, text.length], digits: text.replace(/\D/g, "") };
  const type = otherType(text, "AWS");
  if (type) return { kind: "other-type", type };
  return arn ? (accountFault(text, arn) ?? awsArnFault(arn)) : { kind: "form" };
}

function awsArnFault(arn: Arn): PrincipalFault {
  const kind = arn.resource.split(/[/:]/, 1)[0] ?? "";
  const right = kind === "assumed-role" || kind === "federated-user" ? "sts" : "iam";
  const isPrincipal = right === "sts" || kind === "role" || kind === "user" || arn.resource === "root";
  if (!isKnownPartition(arn)) return { kind: "partition", partition: arn.partition };
  if (arn.region !== "" && isPrincipal) return { kind: "region", right: writeArn({ ...arn, region: "" }) };
  const role = /^assumed-role\/([\w+=,.@-]+)\/?$/.exec(arn.resource)?.[1];
  if (role !== undefined)
    return { kind: "session", role: writeArn({ ...arn, service: "iam", resource: `role/${role}` }) };
  if (isPrincipal && arn.service !== right && (arn.service === "iam" || arn.service === "sts")) {
    return { kind: "service-swapped", right: writeArn({ ...arn, service: right }) };
  }
  if (arn.service === "iam" && (kind === "group" || kind === "instance-profile" || kind === "policy")) {
    return { kind: "no-principal", what: kind, arn };
  }
  return { kind: "form" };
}

function uniqueIdFault(text: string): PrincipalFault {
  const known = identifiers.uniqueIds.find(({ prefix }) => text.startsWith(prefix));
  return known ? { kind: "unique-id", what: known.what, principal: known.principal } : { kind: "form" };
}

function serviceFault(text: string, form: PrincipalForm): PrincipalFault | undefined {
  if (form === "service" || findService(text)) return undefined;
  if (/[*?]/.test(text)) return { kind: "wildcard" };
  if (placeholderIn(text)) return { kind: "placeholder" };
  const type = otherType(text, "Service");
  if (type) return { kind: "other-type", type };
  return partitions().some(({ dnsSuffix }) => text.endsWith(`.${dnsSuffix}`) && /^[a-z0-9.-]+$/.test(text))
    ? undefined
    : { kind: "service-name" };
}

function federatedFault(text: string): PrincipalFault | undefined {
  const arn = parseArn(text);
  if (/:saml-provider\//.test(text)) return arn && accountFault(text, arn);
  if (/:oidc-provider\//.test(text)) return arn ? oidcFault(text, arn) : { kind: "form" };
  if (providerOf(text).builtin) return undefined;
  if (placeholderIn(text)) return { kind: "placeholder" };
  const type = otherType(text, "Federated");
  if (type) return { kind: "other-type", type };
  const issuer = text.replace(/^https?:\/\//i, "").replace(/(?<!\/)\/+$/, "");
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([:/][^\s*?]*)?$/i.test(issuer)) return { kind: "bare-issuer", issuer };
  return { kind: "form" };
}

function oidcFault(text: string, arn: Arn): PrincipalFault | undefined {
  const fault = oidcArnFault(text, arn);
  return fault && placeholderIn(text) ? undefined : fault;
}

function oidcArnFault(text: string, arn: Arn): PrincipalFault | undefined {
  if (!isKnownPartition(arn)) return { kind: "partition", partition: arn.partition };
  if (arn.region !== "") return { kind: "region", right: writeArn({ ...arn, region: "" }) };
  if (arn.service !== "iam") return { kind: "service-swapped", right: writeArn({ ...arn, service: "iam" }) };
  return accountFault(text, arn);
}

/** Letters in the account's place were meant for something else; digits were meant for an account. */
function accountFault(text: string, arn: Arn): PrincipalFault | undefined {
  const at = arnPartAt(text, "account");
  if (!at || /^\d{12}$/.test(arn.account) || !/\d/.test(arn.account) || placeholderIn(text)) return undefined;
  return { kind: "digits", at, digits: arn.account.replace(/\D/g, "") };
}

/** The element under `Principal` that a value belongs to, when it is not the one it stands in. */
function otherType(text: string, type: "AWS" | "Service" | "Federated"): "AWS" | "Service" | "Federated" | undefined {
  const right = /^arn:[^:]*:iam:[^:]*:[^:]*:(oidc|saml)-provider\//.test(text)
    ? "Federated"
    : findService(text.toLowerCase()) && !providerOf(text).builtin
      ? "Service"
      : parsePrincipal("AWS", text).form !== "malformed" && text !== "*"
        ? "AWS"
        : providerOf(text).builtin
          ? "Federated"
          : undefined;
  return right === type ? undefined : right;
}

function isKnownPartition({ partition }: Arn): boolean {
  return findPartition(partition) !== undefined;
}

function writeArn({ partition, service, region, account, resource }: Arn): string {
  return ["arn", partition, service, region, account, resource].join(":");
}
