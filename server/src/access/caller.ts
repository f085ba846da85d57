import { findService, providerOf } from "../catalog/index.ts";
import type { CallerKind, Provider } from "../catalog/types.ts";
import type { Principal, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { type ParsedPrincipal, parsedOf } from "../policy/principal.ts";
import { plainIssuer } from "./issuer.ts";

/** Who makes the call when a principal of a statement assumes the role. */
export interface Caller {
  readonly kind: CallerKind;
  readonly principal: Principal;
  /** Undefined when a part of the value is a hole. */
  readonly parsed: ParsedPrincipal | undefined;
  /** The name of the service principal. */
  readonly service: string | undefined;
  /** The issuer of the token, as it stands behind `oidc-provider/` but without a scheme. */
  readonly issuer: string | undefined;
  readonly provider: Provider | undefined;
  readonly account: string | undefined;
}

/** The callers of a statement as far as they can be told; principals of no known kind are left out. */
export const callersOf = oncePer(({ principals }: Statement): readonly Caller[] =>
  principals.map(callerOf).filter((caller) => caller !== undefined),
);

/** Undefined when the kind of the principal cannot be told. */
export const callerOf = oncePer((principal: Principal): Caller | undefined => {
  const { text } = principal;
  switch (principal.type) {
    case "AWS":
      return caller("AWS", principal, {});
    case "Service":
      return caller("Service", principal, { service: text === undefined ? undefined : plainService(text) });
    case "Federated":
      return federatedCaller(principal);
    default:
      return undefined;
  }
});

type Named = { readonly [K in "service" | "issuer" | "provider"]?: Caller[K] };

function caller(kind: CallerKind, principal: Principal, { service, issuer, provider }: Named): Caller {
  const parsed = parsedOf(principal);
  return { kind, principal, parsed, service, issuer, provider, account: parsed?.account };
}

/** The catalogue's spelling, where it knows the service. */
function plainService(text: string): string {
  return findService(text)?.name ?? text;
}

function federatedCaller(principal: Principal): Caller | undefined {
  const value = knownEnd(principal);
  if (value.includes(":saml-provider/")) return caller("SAML", principal, {});
  const written = /:oidc-provider\/(.+)$/.exec(value)?.[1];
  if (written !== undefined) {
    const issuer = plainIssuer(written);
    return caller("OIDC", principal, { issuer, provider: providerOf(issuer.replace(/(?<!\/)\/+$/, "")) });
  }
  if (value.includes(":oidc-provider/")) return caller("OIDC", principal, {});
  const issuer = principal.text;
  const provider = issuer === undefined ? undefined : providerOf(issuer);
  return provider?.builtin ? caller("OIDC", principal, { issuer, provider }) : undefined;
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
