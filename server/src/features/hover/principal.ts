import type { Caller } from "../../access/caller.ts";
import { findElement, identifiers } from "../../catalog/index.ts";
import type { Principal } from "../../policy/model.ts";
import { type ParsedPrincipal, parsePrincipal } from "../../policy/principal.ts";
import { accountPart, arnParts, vendorNote } from "./arn.ts";
import { type Card, render } from "./card.ts";
import { code, plain } from "./markdown.ts";
import { describeProvider } from "./provider.ts";
import { describeServiceNamed } from "./service.ts";

/** A value of Principal. `text` has `…` for what is only known at deployment; `here` is Markdown. */
export function describePrincipal(
  principal: Principal,
  caller: Caller | undefined,
  text: string,
  here?: string,
): string {
  if (principal.type === "Service") return describeServiceNamed(text, here);
  if (caller?.kind === "OIDC" && caller.provider && caller.issuer !== undefined) {
    return describeProvider(caller.provider, caller.issuer, arnParts(text), here);
  }
  // Digits in place of what is not known yet: the form can be told all the same.
  const parsed = parsePrincipal(principal.type, text.replaceAll("…", "000000000000"));
  const element = findElement(principal.type ?? "Principal", principal.type === undefined ? "statement" : "principal");
  return render({ name: code(text), here: [here], source: element?.source, ...cardOf(parsed, text) });
}

function cardOf(parsed: ParsedPrincipal, text: string): Partial<Card> {
  const parts = arnParts(text);
  switch (parsed.form) {
    case "anyone":
      return {
        shape: ["everybody"],
        what: "Every identity of every AWS account. Only conditions can narrow it.",
      };
    case "account":
    case "root":
      return {
        shape: ["a whole account"],
        what: "Any identity of the account whose own policies allow the action, not only its root user.",
        more: [parts ?? account(parsed)],
      };
    case "role":
      return { shape: ["IAM role"], what: "Every session of this role.", more: [parts], caveat: saved("role") };
    case "user":
      return { shape: ["IAM user"], more: [parts], caveat: saved("user") };
    case "session":
      return {
        shape: ["session of a role"],
        what: "One session of a role, by its name. Whoever assumes that role chooses the name.",
        more: [parts],
      };
    case "federated-user":
      return { shape: ["federated user"], what: "A session of sts:GetFederationToken.", more: [parts] };
    case "unique-id":
      return uniqueIdCard(text);
    case "saml":
      return {
        shape: ["SAML provider"],
        what: "People who sign in through this provider. Test saml:aud, so that the assertion is meant for AWS.",
        more: [parts],
      };
    default:
      return { shape: ["not a form of a principal that IAM knows"], more: [parts] };
  }
}

function account({ account }: ParsedPrincipal): string | undefined {
  return account === undefined || vendorNote(account) === "" ? undefined : accountPart(account);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function saved(kind: string): string {
  return `When it is saved IAM remembers the ${kind} by its unique ID: deleted and made again under this name, it is no longer trusted.`;
}

function uniqueIdCard(text: string): Partial<Card> {
  const known = identifiers.uniqueIds.find(({ prefix }) => text.startsWith(prefix));
  if (!known) return { shape: ["unique ID"] };
  if (!known.principal) return { shape: [`unique ID of a ${plain(known.what)}`], what: "It cannot be a principal." };
  return {
    shape: [`unique ID of a ${plain(known.what)}`],
    what: `What IAM leaves in a policy when the ${known.what} was deleted. It lets nobody in, and IAM does not save it again.`,
  };
}
