import type { Test } from "../../access/conditions.ts";
import { parseDate } from "../../policy/date.ts";
import { type Block, contains, parseBlock } from "../../policy/ip.ts";
import { firstWildcard, hasWildcard, matchesWildcards } from "../../policy/match.ts";

/** Longer lists are not worth comparing all pairs of. */
const mostValues = 50;

/**
 * Whether no value of one key fits both tests. True only where that can be proved: of values that are not known, policy
 * variables, and texts that are not what the operator compares, nothing is said.
 */
export function areDisjoint(one: Test, other: Test): boolean {
  if (!isPlain(one) || !isPlain(other)) return false;
  const kind = kindOf(one);
  if (kind === undefined || kind !== kindOf(other)) return false;
  if (one.polarity === "negated" || other.polarity === "negated") {
    return kind === "text" && one.polarity !== other.polarity && excludes(one, other);
  }
  switch (kind) {
    case "text":
      return noPair(one.texts, other.texts, (a, b) => textsDiffer(a, one, b, other));
    case "Bool":
      return [...one.texts, ...other.texts].every(isBool) && noPair(one.texts, other.texts, notSame);
    case "IpAddress":
      return blocksDiffer(one.texts.map(parseBlock), other.texts.map(parseBlock));
    case "Date":
    case "Numeric":
      return windowsDiffer(windowOf(one, kind), windowOf(other, kind));
  }
}

/** All of it is known, and one value of the request is compared with the list. */
function isPlain({ operator, setOperator, valuesKnown, texts }: Test): boolean {
  if (!operator || setOperator || !valuesKnown || texts.length === 0 || texts.length > mostValues) return false;
  // A pattern under an operator that knows none is a fault of its own.
  return texts.every((text) => !text.includes("${") && (operator.wildcards || !hasWildcard(text)));
}

type Kind = "text" | "Bool" | "IpAddress" | "Date" | "Numeric";

function kindOf({ operator }: Test): Kind | undefined {
  switch (operator?.family) {
    case "String":
    case "Arn":
      return "text";
    case "Bool":
    case "IpAddress":
    case "Date":
    case "Numeric":
      return operator.family;
    default:
      return undefined;
  }
}

function noPair(some: readonly string[], others: readonly string[], differ: (a: string, b: string) => boolean) {
  return some.every((a) => others.every((b) => differ(a, b)));
}

function notSame(a: string, b: string): boolean {
  return a.toLowerCase() !== b.toLowerCase();
}

function isBool(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

/** No text fits both. Of two patterns that is certain where they begin differently. */
function textsDiffer(a: string, one: Test, b: string, other: Test): boolean {
  const fold = one.operator?.ignoresCase || other.operator?.ignoresCase;
  const [x, y] = fold ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  const [ends, others] = [firstWildcard(x), firstWildcard(y)];
  if (ends === -1) return others === -1 ? x !== y : !matchesWildcards(y, x);
  if (others === -1) return !matchesWildcards(x, y);
  const [start, begin] = [x.slice(0, ends), y.slice(0, others)];
  return !start.startsWith(begin) && !begin.startsWith(start);
}

/** Every value of the positive test is one of those that the negated test excludes, letter by letter. */
function excludes(one: Test, other: Test): boolean {
  const [positive, negated] = one.polarity === "negated" ? [other, one] : [one, other];
  return positive.texts.every((text) => negated.texts.includes(text) && !hasWildcard(text));
}

/** Blocks of addresses lie inside one another or apart. */
function blocksDiffer(some: readonly (Block | undefined)[], others: readonly (Block | undefined)[]): boolean {
  const apart = (a: Block, b: Block) => !contains(a, b) && !contains(b, a);
  return some.every((a) => a && others.every((b) => b && apart(a, b)));
}

/** From the least to the greatest value that a test accepts. */
interface Window {
  readonly from: number;
  readonly to: number;
  /** The ends themselves are accepted. */
  readonly closed: boolean;
}

/** Undefined for values that are no numbers or dates, and for tests that accept no single stretch. */
function windowOf({ operator, texts }: Test, kind: "Date" | "Numeric"): Window | undefined {
  const values = texts.map((text) => (kind === "Date" ? parseDate(text) : numberIn(text)) ?? Number.NaN);
  if (!operator || values.some(Number.isNaN)) return undefined;
  const closed = operator.name.endsWith("Equals");
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  if (/LessThan/.test(operator.name)) return { from: Number.NEGATIVE_INFINITY, to: greatest, closed };
  if (/GreaterThan/.test(operator.name)) return { from: least, to: Number.POSITIVE_INFINITY, closed };
  return values.length === 1 ? { from: least, to: greatest, closed } : undefined;
}

function numberIn(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function windowsDiffer(one: Window | undefined, other: Window | undefined): boolean {
  if (!one || !other) return false;
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from > to || (from === to && !(one.closed && other.closed));
}
