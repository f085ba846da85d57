import type { Caller } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { vendorOf } from "../catalog/index.ts";
import { parseArn } from "../policy/arn.ts";
import { hasWildcard } from "../policy/match.ts";
import type { Principal } from "../policy/model.ts";
import { valuesOf } from "./condition-words.ts";
import { type Phrase, type Take, width } from "./phrase.ts";

function pinned(pin: "account" | "organization" | "arn"): (test: Test) => boolean {
  return (test) => test.key?.key.pins === pin && test.valuesKnown && test.texts.length > 0;
}

/** Accounts, and what is in them. */
export function awsWords(caller: Caller, take: Take): readonly Phrase[] {
  const { parsed } = caller;
  if (!parsed) return [{ text: "an account that is only known at deployment", width: width.account }];
  const account = parsed.account === undefined ? "" : accountWords(parsed.account);
  switch (parsed.form) {
    case "anyone":
      return anyoneWords(take);
    case "account":
    case "root": {
      const arns = take(pinned("arn"))?.texts;
      return arns?.map(arnWords) ?? [{ text: `any identity in ${account}`, width: width.account }];
    }
    case "role":
    case "user":
      return [{ text: `${parsed.form} ${parsed.name} in ${account}`, width: width.one }];
    case "session":
      return [{ text: `session ${parsed.session} of role ${parsed.name} in ${account}`, width: width.one }];
    case "federated-user":
      return [{ text: `federated user ${parsed.name} of ${account}`, width: width.one }];
    case "unique-id":
      return [{ text: `nobody: ${caller.principal.text} was deleted`, width: width.nobody }];
    default:
      return [notAPrincipal(caller.principal)];
  }
}

export function notAPrincipal({ text }: Principal): Phrase {
  return {
    text: `nobody: ${text === "" ? '""' : (text ?? "it")} is not a principal that IAM knows`,
    width: width.nobody,
  };
}

function anyoneWords(take: Take): readonly Phrase[] {
  const arns = take(pinned("arn"))?.texts;
  if (arns) return arns.map(arnWords);
  const accounts = take(pinned("account"));
  if (accounts) {
    return accounts.texts.map((id) => ({ text: `any identity in ${accountWords(id)}`, width: width.account }));
  }
  const organization = take(pinned("organization"));
  if (organization) return [{ text: `anyone in organization ${valuesOf(organization)}`, width: width.organization }];
  return [{ text: "anyone with an AWS account", width: width.everybody }];
}

export function accountWords(account: string): string {
  const vendor = vendorOf(account);
  return `account ${account}${vendor ? ` (${vendor.name})` : ""}`;
}

/** A value of aws:PrincipalArn: `any role named deploy-* in account 111122223333`. */
function arnWords(text: string): Phrase {
  const arn = parseArn(text);
  if (!arn) return { text: `callers whose ARN is ${text}`, width: hasWildcard(text) ? width.pattern : width.one };
  const account = hasWildcard(arn.account) ? "any account" : accountWords(arn.account);
  const size = hasWildcard(arn.account) ? width.everybody : hasWildcard(arn.resource) ? width.pattern : width.one;
  const slash = arn.resource.indexOf("/");
  const kind = arn.resource.slice(0, slash);
  const name = arn.resource.slice(slash + 1);
  if (arn.resource === "root") return { text: `the root user of ${account}`, width: size };
  if (slash < 0 || hasWildcard(kind)) return { text: `any identity in ${account}`, width: width.account };
  if (/^\*+$/.test(name)) return { text: `any ${kind} in ${account}`, width: size };
  const which = hasWildcard(name) ? `any ${kind} named ${name}` : `${kind} ${name}`;
  return { text: `${which} in ${account}`, width: size };
}
