/** OIDC providers and the issuers that they are known by. */
import * as data from "./catalog.generated.ts";
import { fillIssuer, fitsIssuer, type IssuerPattern, issuerIndex, issuerPattern } from "./issuer-pattern.ts";
import { once, remembered } from "./lookup.ts";
import { editDistance } from "./nearest.ts";
import { unpackProvider } from "./packed.ts";
import { type Row, tableOf } from "./table.ts";
import type { Provider } from "./types.ts";

const table = tableOf(data.providers, unpackProvider);

/** All providers, sorted by id. The one called `generic` stands for every issuer that nobody knows. */
export const providers: () => readonly Provider[] = table.entries;

/** What the keys and the provider of issuers that nobody knows are called by. */
export const genericIssuer = "${OidcIssuer}";

const generic = once(() => table.rows().find(({ name }) => name === genericIssuer));

const known = issuerIndex<Row<Provider>>(() =>
  table.rows().flatMap((row) => (row.name === genericIssuer ? [] : [[row.name, row] as const])),
);

/**
 * The provider of an issuer: the text after `oidc-provider/`, or a built-in name such as `accounts.google.com`. Of several
 * patterns that fit, the one with most fixed characters. An issuer that nobody knows belongs to the provider `generic`.
 */
export function providerOf(issuer: string): Provider {
  return provider(issuer);
}

const provider = remembered((issuer) => {
  const row = known.find(issuer) ?? generic();
  if (!row) throw new Error(`The catalogue has no provider called ${genericIssuer}`);
  return row.entry;
});

/** Whether an issuer is one that the catalogue knows. */
function isKnown(issuer: string): boolean {
  return provider(issuer).id !== "generic";
}

/**
 * The known issuer that was probably meant: a misspelling that people are known to write, or one within two edits, one where
 * the issuer is short, with the path or Region as written. Undefined for an issuer that is right, and for one that is like no other.
 */
export function nearestIssuer(issuer: string): string | undefined {
  if (isKnown(issuer)) return undefined;
  return misspelt(issuer) ?? misspeltHost(issuer) ?? nearby(issuer);
}

function misspelt(issuer: string): string | undefined {
  for (const { thing: row, pattern } of known.candidates()) {
    for (const slip of row.entry.misspellings) {
      if (!fitsIssuer(issuerPattern(slip), issuer)) continue;
      return slip.includes("${") ? refill(slip, pattern, issuer) : row.name;
    }
  }
  return undefined;
}

/** The placeholders of a misspelt pattern, written into the right one. */
function refill(slip: string, right: IssuerPattern, issuer: string): string {
  const written = issuer.split(/[./]/);
  const values = new Map(slip.split(/[./]/).map((piece, index) => [piece, written[index] ?? ""]));
  return right.text.replace(/\$\{[^}]*\}/g, (placeholder) => values.get(placeholder) ?? placeholder);
}

/** A misspelt host before a path that is right: the enterprise form of GitHub. */
function misspeltHost(issuer: string): string | undefined {
  const slash = issuer.indexOf("/");
  if (slash < 0) return undefined;
  const host = misspelt(issuer.slice(0, slash));
  const whole = host === undefined ? undefined : host + issuer.slice(slash);
  return whole !== undefined && isKnown(whole) ? whole : undefined;
}

/** Two edits turn a short host into somebody else's: gitlab.com into gitlab.cn. */
const longEnoughForTwo = 16;

function nearby(issuer: string): string | undefined {
  for (const limit of [1, 2]) {
    for (const { pattern } of known.candidates()) {
      const filled = fillIssuer(pattern, issuer);
      if (filled === undefined || pattern.fixed < (limit === 1 ? 8 : longEnoughForTwo)) continue;
      if (editDistance(issuer.toLowerCase(), filled.toLowerCase(), limit) !== undefined) return filled;
    }
  }
  return undefined;
}
