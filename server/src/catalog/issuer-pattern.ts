/**
 * Issuers of OIDC tokens as AWS writes them, with placeholders: `oidc.eks.${Region}.amazonaws.com/id/${ClusterId}`.
 * A placeholder stands for one host label or path segment (or a part of it); one that is the whole host stands for any host.
 */

import { once } from "./lookup.ts";

interface Part {
  readonly before: string;
  readonly after: string;
  readonly open: boolean;
}

export interface IssuerPattern {
  readonly text: string;
  /** Characters that are fixed: the pattern with most of them is the most specific. */
  readonly fixed: number;
  readonly anyHost: boolean;
  readonly host: readonly Part[];
  readonly path: readonly Part[];
}

/** Takes a pattern of the catalogue apart. */
export function issuerPattern(text: string): IssuerPattern {
  const [host = "", ...path] = text.split("/");
  return {
    text,
    fixed: text.replace(/\$\{[^}]*\}/g, "").length,
    anyHost: /^\$\{[^}]*\}$/.test(host),
    host: host.split(/\.(?![^{]*\})/).map(part),
    path: path.map(part),
  };
}

function part(text: string): Part {
  const start = text.indexOf("${");
  if (start < 0) return { before: text, after: "", open: false };
  return { before: text.slice(0, start), after: text.slice(text.indexOf("}", start) + 1), open: true };
}

/** IAM takes no longer issuer; a longer text fits nothing. */
const longest = 255;

/** Whether `issuer` (without `https://`) is one that the pattern stands for. The host ignores case, the path does not. */
export function fitsIssuer(pattern: IssuerPattern, issuer: string): boolean {
  if (issuer.length > longest) return false;
  const [host = "", ...path] = issuer.split("/");
  if (path.length !== pattern.path.length || host === "") return false;
  if (!pattern.path.every((expected, index) => fitsPart(expected, path[index] ?? ""))) return false;
  if (pattern.anyHost) return true;
  const labels = host.toLowerCase().split(".");
  return (
    labels.length === pattern.host.length &&
    pattern.host.every((expected, index) => fitsPart(expected, labels[index] ?? ""))
  );
}

function fitsPart(expected: Part, text: string): boolean {
  if (!expected.open) return expected.before === text;
  return (
    text.length > expected.before.length + expected.after.length &&
    text.startsWith(expected.before) &&
    text.endsWith(expected.after)
  );
}

/** The pattern with its placeholders filled from `issuer`, label by label; undefined when the two are built differently. */
export function fillIssuer(pattern: IssuerPattern, issuer: string): string | undefined {
  if (issuer.length > longest) return undefined;
  const [host = "", ...path] = issuer.split("/");
  const labels = host.toLowerCase().split(".");
  if (pattern.anyHost || labels.length !== pattern.host.length || path.length !== pattern.path.length) return undefined;
  const filledHost = pattern.host.map((expected, index) => fillPart(expected, labels[index] ?? "")).join(".");
  return [filledHost, ...pattern.path.map((expected, index) => fillPart(expected, path[index] ?? ""))].join("/");
}

function fillPart(expected: Part, text: string): string {
  if (!expected.open) return expected.before;
  return fitsPart(expected, text) ? text : `${expected.before}${text}${expected.after}`;
}

/** Things that patterns of issuers name. */
export interface IssuerIndex<T> {
  /** The most fixed pattern first. */
  readonly candidates: () => readonly { readonly pattern: IssuerPattern; readonly thing: T }[];
  /** What belongs to an issuer: of several patterns that fit, the one with most fixed characters decides. */
  readonly find: (issuer: string) => T | undefined;
}

export function issuerIndex<T>(named: () => readonly (readonly [pattern: string, thing: T])[]): IssuerIndex<T> {
  const candidates = once(() =>
    named()
      .map(([text, thing]) => ({ pattern: issuerPattern(text), thing }))
      .sort((a, b) => b.pattern.fixed - a.pattern.fixed),
  );
  // Most issuers are written as they are named: nothing that fits has more fixed characters.
  const literals = once(() => new Map(named().filter(([text]) => !text.includes("${"))));
  const fitting = (issuer: string) => candidates().find(({ pattern }) => fitsIssuer(pattern, issuer))?.thing;
  return { candidates, find: (issuer) => literals().get(issuer) ?? fitting(issuer) };
}
