import { parseArn } from "./arn.ts";
import type { Principal } from "./model.ts";
import { oncePer } from "./once-per.ts";

/**
 * The value of a principal by its form.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface ParsedPrincipal {
  readonly form: PrincipalForm;
  readonly partition?: string;
  readonly account?: string;
  /** User or role with its path; federated user; for a session the role. */
  readonly name?: string;
  readonly session?: string;
  /** What follows `oidc-provider/`. */
  readonly issuer?: string;
  /** What follows `saml-provider/`. */
  readonly provider?: string;
}

export type PrincipalForm =
  | "anyone"
  | "account"
  | "root"
  | "user"
  | "role"
  | "session"
  | "federated-user"
  | "unique-id"
  | "service"
  | "oidc"
  /** A name without an ARN under Federated: one of the built-in web identity providers, or none. */
  | "web-identity"
  | "saml"
  | "malformed";

const name = /^(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/;
const serviceName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.amazonaws\.(com|com\.cn|eu)$/;

/** Undefined when a part of the value is a hole. */
export const parsedOf = oncePer(({ type, text }: Principal): ParsedPrincipal | undefined =>
  text === undefined ? undefined : parsePrincipal(type, text),
);

/** `type` is AWS, Service or Federated as written. Every other type, and what fits no form, is `malformed`. */
export function parsePrincipal(type: string | undefined, text: string): ParsedPrincipal {
  if (type === "AWS") return parseAwsPrincipal(text);
  if (type === "Service") return { form: serviceName.test(text) ? "service" : "malformed" };
  if (type === "Federated") return parseFederatedPrincipal(text);
  return { form: "malformed" };
}

function parseAwsPrincipal(text: string): ParsedPrincipal {
  if (text === "*") return { form: "anyone" };
  if (/^\d{12}$/.test(text)) return { form: "account", account: text };
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(text)) return { form: "unique-id" };
  const arn = parseArn(text);
  if (arn?.region !== "" || !/^\d{12}$/.test(arn.account)) return { form: "malformed" };
  const { partition, account, service, resource } = arn;
  const slash = resource.indexOf("/");
  const kind = slash === -1 ? resource : resource.slice(0, slash);
  const rest = slash === -1 ? "" : resource.slice(slash + 1);
  if (service === "iam" && resource === "root") return { form: "root", partition, account };
  if (service === "iam" && (kind === "user" || kind === "role") && name.test(rest)) {
    return { form: kind, partition, account, name: rest };
  }
  if (service !== "sts") return { form: "malformed", partition, account };
  if (kind === "federated-user" && /^[\w+=,.@-]{2,32}$/.test(rest)) {
    return { form: "federated-user", partition, account, name: rest };
  }
  const [role, session, more] = rest.split("/");
  if (kind === "assumed-role" && role && session && more === undefined && /^[\w+=,.@-]{2,64}$/.test(session)) {
    return { form: "session", partition, account, name: role, session };
  }
  return { form: "malformed", partition, account };
}

function parseFederatedPrincipal(text: string): ParsedPrincipal {
  const arn = parseArn(text);
  if (!arn) return { form: /^[a-z0-9.-]+$/.test(text) ? "web-identity" : "malformed", issuer: text };
  const { partition, account, service, region, resource } = arn;
  const valid = service === "iam" && region === "" && /^\d{12}$/.test(account);
  const slash = resource.indexOf("/");
  const kind = slash === -1 ? resource : resource.slice(0, slash);
  const rest = resource.slice(slash + 1);
  if (slash !== -1 && kind === "oidc-provider" && rest !== "") {
    return { form: valid ? "oidc" : "malformed", partition, account, issuer: rest };
  }
  if (slash !== -1 && kind === "saml-provider" && rest !== "") {
    const sound = valid && /^[\w._-]{1,128}$/.test(rest);
    return { form: sound ? "saml" : "malformed", partition, account, provider: rest };
  }
  return { form: "malformed", partition, account };
}
