import { callersOf } from "../../access/caller.ts";
import { findKey, issuerOfKey, nearest, nearestKey, plainKeys, presenceOf } from "../../catalog/index.ts";
import { once } from "../../catalog/lookup.ts";
import type { Condition } from "../../policy/model.ts";

/** The key that was probably meant: one that is near in spelling and that some caller of the statement can carry. */
export function suggestedKey({ key, statement }: Condition): string | undefined {
  const near = key.text === undefined ? undefined : nearestKey(key.text);
  const found = near === undefined ? undefined : findKey(near);
  if (near === undefined || !found || found.key.use === "pointless") return undefined;
  const callers = callersOf(statement);
  // Without known callers only what accounts or services carry is a fair guess.
  const likely = callers.length > 0 ? callers : [{ kind: "AWS" as const }, { kind: "Service" as const }];
  if (likely.every((caller) => presenceOf(found, caller) === "never")) return undefined;
  return near;
}

/** The prefix of a key that names no issuer, in lower case: `aws`, `s3`. */
export function servicePrefix(name: string): string | undefined {
  if (issuerOfKey(name) || /\s/.test(name.split("/")[0] ?? "")) return undefined;
  const colon = name.indexOf(":");
  const prefix = name.slice(0, Math.max(colon, 0)).toLowerCase();
  return /^[a-z0-9-]+$/.test(prefix) && colon < name.length - 1 ? prefix : undefined;
}

/** A misspelt `aws:`. */
export function isNearly(prefix: string, right: string): boolean {
  return prefix !== right && nearest(prefix, [right], 1) !== undefined;
}

/** Whether the catalogue has all keys of a prefix: those of AWS at large and of identity itself. */
export function isOwnPrefix(prefix: string): boolean {
  return ownPrefixes().has(prefix);
}

const ownPrefixes = once(
  () => new Set(plainKeys().flatMap(({ prefix, group }) => (group.startsWith("service-") ? [] : [prefix]))),
);
