import { plainServiceName } from "../catalog/index.ts";
import { principalsInForce } from "../policy/in-force.ts";
import type { Principal, Statement } from "../policy/model.ts";
import { type ParsedPrincipal, parsePrincipal } from "../policy/principal.ts";
import { sameIssuer } from "./issuer.ts";
import { placeholderIn } from "./placeholder.ts";
import type { Request, Requester } from "./request.ts";
import type { Truth } from "./truth.ts";

/**
 * Whether a statement names the caller, and how:
 * - `everybody`, `account`: as one of many · `named`: itself · `role`: by the role whose session it is · `other`: not at all
 * - unknown, because of a `hole`; because IAM `refused` such a principal, or what it does with it is `undocumented`; because
 *   only one `session` of the role is named; because the `request` does not say who calls.
 */
export interface PrincipalVerdict {
  readonly holds: Truth;
  readonly why: Match["why"];
  /** The entry that decided; undefined when none did. */
  readonly principal: Principal | undefined;
}

type Match =
  | { readonly holds: true; readonly why: "everybody" | "account" | "named" | "role" }
  | { readonly holds: false; readonly why: "other" }
  | { readonly holds: undefined; readonly why: "hole" | "refused" | "undocumented" | "session" | "request" };

interface Caller extends Requester {
  readonly parsed: ParsedPrincipal;
}

const other: Match = { holds: false, why: "other" };
const named: Match = { holds: true, why: "named" };
const hole: Match = { holds: undefined, why: "hole" };
const refused: Match = { holds: undefined, why: "refused" };
const undocumented: Match = { holds: undefined, why: "undocumented" };

/**
 * A caller named itself is let in by more than one that is of a named account, so that match comes first. What is unknown comes last.
 */
const order = ["named", "role", "account", "everybody"];

export function judgePrincipal(statement: Statement, requester: Requester): PrincipalVerdict {
  if (statement.notPrincipal || !statement.principal) return { ...refused, principal: undefined };
  const caller: Caller = { ...requester, parsed: parsePrincipal(requester.type, requester.text) };
  let best: PrincipalVerdict = { ...(statement.principalsKnown ? other : hole), principal: undefined };
  let bestRank = order.length + 1;
  for (const principal of principalsInForce(statement)) {
    const { holds, why } = matchOf(principal, caller);
    const rank = holds ? order.indexOf(why) : order.length;
    if (holds === false || rank >= bestRank) continue;
    best = { holds, why, principal };
    bestRank = rank;
  }
  return best;
}

/** A bare `*` means the same as `{"AWS": "*"}` where IAM takes it; in a trust policy it does not. */
function matchOf(principal: Principal, caller: Caller): Match {
  const { type = "AWS", text, source } = principal;
  if (text === undefined) return source.kind === "string" || source.kind === "hole" ? hole : refused;
  if (principal.type === undefined && text !== "*") return refused;
  switch (type) {
    case "AWS":
      if (caller.type !== type) return matchOthers(text);
      return matchIdentity(text, parsePrincipal(type, text), caller);
    case "Service":
      return caller.type === type ? matchService(text, caller.text) : other;
    case "Federated":
      return caller.type === type ? matchProvider(text, caller) : other;
    default:
      return refused;
  }
}

/** Whether `{"AWS": "*"}` in a trust policy reaches services and federated callers, AWS does not say. */
function matchOthers(text: string): Match {
  return text === "*" ? undocumented : other;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function matchIdentity(text: string, wanted: ParsedPrincipal, { text: caller, parsed: who }: Caller): Match {
  if (!identities.has(who.form)) return { holds: undefined, why: "request" };
  switch (wanted.form) {
    case "anyone":
      return { holds: true, why: "everybody" };
    case "account":
      return wanted.account === who.account ? { holds: true, why: "account" } : other;
    case "root":
      return inOnePlace(wanted, who) ? { holds: true, why: "account" } : other;
    case "role":
      if (who.form === "session" && inOnePlace(wanted, who) && lastOf(wanted) === who.name) {
        return { holds: true, why: "role" };
      }
      return text === caller ? named : other;
    case "session":
      if (who.form === "role" && inOnePlace(wanted, who) && lastOf(who) === wanted.name) {
        return { holds: undefined, why: "session" };
      }
      return text === caller ? named : other;
    case "user":
    case "federated-user":
      return text === caller ? named : other;
    case "unique-id":
      return undocumented;
    default:
      return refused;
  }
}

const identities = new Set<string>(["root", "user", "role", "session", "federated-user"]);

function inOnePlace(a: ParsedPrincipal, b: ParsedPrincipal): boolean {
  return a.partition === b.partition && a.account === b.account;
}

/** A role's name without its path, as sessions carry it: no two roles of an account have the same. */
function lastOf({ name = "" }: ParsedPrincipal): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function matchService(text: string, caller: string): Match {
  if (text === caller) return named;
  if (plainServiceName(text) === caller || plainServiceName(caller) === text) return undocumented;
  return toBeFilledIn("Service", text) ? refused : other;
}

/** How a closing slash or capital letters in an issuer are compared, AWS does not say. */
function matchProvider(text: string, { text: caller, parsed: who }: Caller): Match {
  if (text === caller) return named;
  const wanted = parsePrincipal("Federated", text);
  if (wanted.form === "oidc" && who.form === "oidc" && inOnePlace(wanted, who)) {
    return sameIssuer(wanted.issuer ?? "", who.issuer ?? "") ? undocumented : other;
  }
  return toBeFilledIn("Federated", text) ? refused : other;
}

function toBeFilledIn(type: string, text: string): boolean {
  return parsePrincipal(type, text).form === "malformed" && placeholderIn(text) !== undefined;
}

/**
 * Whether the caller's own account has to allow the call too. Within one account it is enough to be named oneself; across
 * accounts both sides have to allow. Undefined where it is not known or, for `*` within one account, not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function needsIdentityPolicy(verdict: PrincipalVerdict, { principal, roleAccount }: Request): Truth {
  if (principal.type !== "AWS") return false;
  const { account } = parsePrincipal("AWS", principal.text);
  if (roleAccount !== undefined && roleAccount !== account) return true;
  if (verdict.why === "everybody") return undefined;
  // Beside its account, a hole may name the caller itself.
  if (verdict.why === "account") return verdict.principal?.statement.principalsKnown ? true : undefined;
  return roleAccount === undefined ? undefined : false;
}
