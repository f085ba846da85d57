import type { Caller } from "../../access/caller.ts";
import { outcomeFor, presenceFor, type Test } from "../../access/conditions.ts";
import { findService, issuerOfKey, nearestKey } from "../../catalog/index.ts";
import type { CallerKind, ConditionKey, Presence, ResolvedKey } from "../../catalog/types.ts";
import { callerNames } from "./action.ts";
import { render } from "./card.ts";
import { bold, code, codeList, listed } from "./markdown.ts";
import { arnShape } from "./service.ts";

/** A condition key: what it is, who sends it, and, with a test of a statement, what it does there. */
export function describeKey(resolved: ResolvedKey, use?: KeyUse): string {
  const { key, spelling } = resolved;
  return render({
    name: bold(spelling),
    shape: [key.type, key.multivalued ? "many values" : "one value", changesOf(key)],
    what: key.summary,
    more: [sendersOf(key), key.example === "" ? undefined : `*Example:* ${code(key.example)} with ${key.operator}`],
    here: use ? hereOf(resolved, use) : [],
    caveat: key.caveat,
    source: key.source,
  });
}

/** A key in a statement. */
export interface KeyUse {
  /** The test that is written; undefined where one is about to be. */
  readonly test: Test | undefined;
  readonly callers: readonly Caller[];
  readonly allow: boolean | undefined;
}

/** A key that the catalogue does not know, as written. */
export function describeUnknownKey(text: string): string {
  const meant = nearestKey(text);
  const service = !/^(aws|sts|saml|iam):/i.test(text) && !issuerOfKey(text) && text.includes(":");
  return render({
    name: code(text),
    shape: [service && meant === undefined ? "a key of a service; not in the catalogue" : "not a condition key"],
    more: [meant === undefined ? undefined : `Did you mean ${bold(meant)}?`],
  });
}

function changesOf(key: ConditionKey): string | undefined {
  if (key.replacedBy !== undefined) return `replaced by ${code(key.replacedBy)}`;
  return key.sensitive ? "no wildcards" : undefined;
}

const kinds: readonly CallerKind[] = ["AWS", "Service", "OIDC", "SAML"];

function sendersOf(key: ConditionKey): string | undefined {
  const of = (presence: Presence) =>
    kinds.filter((kind) => key.presence[kind] === presence).map((kind) => callerNames[kind]);
  const [always, sometimes, never] = [of("always"), of("sometimes"), of("never")];
  if (always.length === kinds.length) return "Every call sends it.";
  if (sometimes.length === kinds.length) return "Not every call sends it.";
  if (never.length === kinds.length) return "No call that assumes a role sends it.";
  if (never.length === kinds.length - 1 && always.length + sometimes.length === 1) {
    return `Only ${[...always, ...sometimes].join("")} send it, ${always.length === 1 ? "and always" : "and not always"}.`;
  }
  const parts = [
    always.length > 0 ? `always by ${listed(always, 4)}` : undefined,
    sometimes.length > 0 ? `sometimes by ${listed(sometimes, 4)}` : undefined,
    never.length > 0 ? `never by ${listed(never, 4, "or")}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : `Sent ${parts.join("; ")}.`;
}

/** One sentence for each kind of caller; of many services the first few. */
function hereOf(resolved: ResolvedKey, { test, callers, allow }: KeyUse): readonly string[] {
  const sentences = callers.flatMap((caller) => sentenceFor(resolved, test, caller, allow) ?? []);
  return [...new Set(sentences)].slice(0, 3);
}

function sentenceFor(
  resolved: ResolvedKey,
  test: Test | undefined,
  caller: Caller,
  allow: boolean | undefined,
): string | undefined {
  const who = nameOf(caller);
  const value = caller.kind === "Service" ? sourceValue(resolved.key, caller) : undefined;
  if (!test) return value && `${who} sends ${value}.`;
  const outcome = outcomeFor(test, caller);
  const presence = presenceFor(test, caller);
  if (presence === "never") return neverSentence(who, outcome, allow);
  if (presence === "unknown") return undefined;
  if (value) return `${who} sends ${value}.`;
  if (presence === "always") return `${who} always sends it.`;
  if (allow === false || outcome !== "optional") return `${who} may or may not send it.`;
  return `${who} may call without it, and then this test is passed.`;
}

function neverSentence(who: string, outcome: ReturnType<typeof outcomeFor>, allow: boolean | undefined): string {
  const sends = `${who} never sends it`;
  if (outcome === "dead" && allow === true) return `${sends}, and cannot get in through this statement.`;
  if (outcome === "void" && allow === true) return `${sends}, so the test holds nobody back.`;
  if (outcome === "dead" && allow === false) return `${sends}, so the Deny does not apply to it.`;
  return `${sends}.`;
}

function nameOf({ kind, service, provider, issuer, principal }: Caller): string {
  if (kind === "Service") return service === undefined ? "The service" : code(service);
  if (kind === "OIDC") return provider && provider.id !== "generic" ? provider.title : code(issuer ?? "the provider");
  if (kind === "SAML") return "A SAML sign-in";
  return principal.text === "*" ? "An account" : code(principal.text ?? "An account");
}

/** What a service puts into a Source key. */
function sourceValue(key: ConditionKey, { service }: Caller): string | undefined {
  const known = service === undefined ? undefined : findService(service);
  if (!known) return undefined;
  if (key.pins === "source" && key.type === "ARN" && known.sourceArns.length > 0) {
    return codeList(known.sourceArns.map(arnShape));
  }
  const named = known.sourceKeys.some((name) => name === key.name);
  return named && key.valueKind === "account" ? "the ID of the account that its resource is in" : undefined;
}
