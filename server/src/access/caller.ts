import { findService, providerOf } from "../catalog/index.ts";
import type { CallerKind, Provider } from "../catalog/types.ts";
import type { Principal, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { type ParsedPrincipal, parsePrincipal } from "../policy/principal.ts";
import { plainIssuer } from "./issuer.ts";

/** Who makes the call when a principal of a statement assumes the role. */
export interface Caller {
  readonly kind: CallerKind;
  readonly principal: Principal;
  /** Undefined when a part of the value is a hole. */
  readonly parsed: ParsedPrincipal | undefined;
  /** The name of the service principal. */
  readonly service?: string;
  /** The issuer of the token, as it stands behind `oidc-provider/` but without a scheme; absent when it is not known. */
  readonly issuer?: string;
  readonly provider?: Provider;
  readonly account?: string;
}

/** The callers of a statement as far as they can be told; principals of no known kind are left out. */
export const callersOf = oncePer((statement: Statement): readonly Caller[] =>
  statement.principals.flatMap((principal) => callerOf(principal) ?? []),
);

/** Undefined when the kind of the principal cannot be told. */
export const callerOf = oncePer((principal: Principal): Caller | undefined => {
  const { type, text } = principal;
  const parsed = text === undefined ? undefined : parsePrincipal(type, text);
  const account = parsed?.account === undefined ? {} : { account: parsed.account };
  switch (type) {
    case "AWS":
      return { kind: "AWS", principal, parsed, ...account };
    case "Service":
      return { kind: "Service", principal, parsed, ...(text === undefined ? {} : { service: plainService(text) }) };
    case "Federated":
      return federatedCaller(principal, parsed, account);
    default:
      return undefined;
  }
});

/** The catalogue's spelling, where it knows the service. */
function plainService(text: string): string {
  return findService(text)?.name ?? text;
}

function federatedCaller(
  principal: Principal,
  parsed: ParsedPrincipal | undefined,
  account: { readonly account?: string },
): Caller | undefined {
  const value = knownEnd(principal);
  if (value.includes(":saml-provider/")) return { kind: "SAML", principal, parsed, ...account };
  const written = /:oidc-provider\/(.+)$/.exec(value)?.[1];
  if (written !== undefined) {
    const issuer = plainIssuer(written);
    return { kind: "OIDC", principal, parsed, issuer, provider: providerOf(issuer.replace(/\/+$/, "")), ...account };
  }
  if (value.includes(":oidc-provider/")) return { kind: "OIDC", principal, parsed, ...account };
  const builtin = principal.text === undefined ? undefined : providerOf(principal.text);
  if (builtin?.builtin && principal.text !== undefined) {
    return { kind: "OIDC", principal, parsed, issuer: principal.text, provider: builtin };
  }
  return undefined;
}

/**
 * The value, or the part behind its last hole: in `arn:aws:iam::${Account}:oidc-provider/gitlab.com` the issuer is known
 * although the account is not.
 */
function knownEnd(principal: Principal): string {
  if (principal.text !== undefined) return principal.text;
  if (principal.source.kind !== "string") return "";
  const last = principal.source.parts.at(-1);
  return last?.kind === "literal" ? last.text : "";
}
