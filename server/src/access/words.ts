import type { CallerKind } from "../catalog/types.ts";
import type { Caller } from "./caller.ts";

/** Callers in the words of messages. */

/** "an OIDC provider" */
export function kindInWords(kind: CallerKind): string {
  switch (kind) {
    case "AWS":
      return "an AWS account, user or role";
    case "Service":
      return "an AWS service";
    case "OIDC":
      return "an OIDC provider";
    case "SAML":
      return "a SAML provider";
  }
}

/** The shortest name that tells a caller: `bedrock.amazonaws.com`, `account 204512347781`, `gitlab.com`. */
export function callerInWords({ kind, parsed, service, issuer, account, principal }: Caller): string {
  if (service !== undefined) return service;
  if (issuer !== undefined) return issuer;
  if (kind === "SAML")
    return parsed?.provider === undefined ? "the SAML provider" : `SAML provider "${parsed.provider}"`;
  if (parsed?.form === "anyone") return "everybody";
  if (parsed?.form === "account" || parsed?.form === "root") return `account ${account ?? ""}`;
  if (parsed?.name !== undefined && parsed.form !== "malformed") return `${formWord(parsed.form)} "${parsed.name}"`;
  return principal.text === undefined ? kindInWords(kind) : `"${principal.text}"`;
}

function formWord(form: string): string {
  return form === "session" ? "a session of role" : form === "federated-user" ? "federated user" : form;
}

/** `a`, `a and b`, `a, b and c` */
export function listInWords(items: readonly string[], last = "and"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1) ?? ""}`;
}
