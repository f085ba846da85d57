import type { Operator } from "../catalog/types.ts";
import { parseDate } from "../policy/date.ts";
import { contains, parseBlock } from "../policy/ip.ts";
import { matchesPattern, type PatternPart } from "../policy/match.ts";
import type { Truth } from "./truth.ts";

/**
 * One value of a request against one of the policy, for the operator without its negation. Undefined where a value has not the
 * form that the operator is for and AWS does not say what comes of it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compare(operator: Operator, actual: string, wanted: readonly PatternPart[]): Truth {
  switch (operator.family) {
    case "String":
      return operator.wildcards ? matchesPattern(wanted, actual) : sameText(operator, actual, textOf(wanted));
    case "Arn":
      return compareArns(actual, wanted);
    case "Numeric":
    case "Date":
      return compareOrder(operator, actual, textOf(wanted));
    case "Bool":
      return isBool(actual) && isBool(textOf(wanted)) ? actual === textOf(wanted) : undefined;
    case "Binary":
      return isBase64(actual) && isBase64(textOf(wanted)) ? actual === textOf(wanted) : undefined;
    case "IpAddress":
      return compareAddresses(actual, textOf(wanted));
    case "Null":
      return undefined;
  }
}

function textOf(parts: readonly PatternPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.wild)).join("");
}

function sameText({ ignoresCase }: Operator, actual: string, wanted: string): boolean {
  return actual === wanted || (ignoresCase && actual.toLowerCase() === wanted.toLowerCase());
}

const relations: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ["Equals", (order) => order === 0],
  ["NotEquals", (order) => order === 0],
  ["LessThan", (order) => order < 0],
  ["LessThanEquals", (order) => order <= 0],
  ["GreaterThan", (order) => order > 0],
  ["GreaterThanEquals", (order) => order >= 0],
]);

function compareOrder({ family, name }: Operator, actual: string, wanted: string): Truth {
  const read = family === "Date" ? parseDate : parseNumber;
  const [a, b] = [read(actual), read(wanted)];
  if (a === undefined || b === undefined) return undefined;
  return relations.get(name.slice(family.length))?.(a < b ? -1 : a > b ? 1 : 0);
}

/** Up to 15 digits, a double tells any two numbers apart. */
function parseNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= 15 ? Number(text) : undefined;
}

/** Whether other spellings, such as `True`, count, AWS does not say. */
function isBool(text: string): boolean {
  return text === "true" || text === "false";
}

/** Base64 in the one form in which equal texts are equal bytes: whole groups, and no bits set behind the last byte. */
function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/.test(text);
}

function compareAddresses(actual: string, wanted: string): Truth {
  const [address, block] = [parseBlock(actual), parseBlock(wanted)];
  return address && block ? contains(block, address) : undefined;
}

/** ARNs are compared part by part, so that a `*` stays within one of the first five. `*` alone fits everything. */
function compareArns(actual: string, wanted: readonly PatternPart[]): Truth {
  if (isAnything(wanted)) return true;
  const [patterns, parts] = [arnParts(wanted), arnParts([actual])];
  if (patterns.length < 6) return wanted.some((part) => typeof part !== "string") ? undefined : false;
  if (parts.length < 6 || !actual.startsWith("arn:")) return false;
  return patterns.every((pattern, i) => matchesPattern(pattern, textOf(parts[i] ?? [])));
}

function isAnything(pattern: readonly PatternPart[]): boolean {
  const parts = pattern.filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => typeof part !== "string" && part.wild === "*");
}

/** Cut at the first five colons; the rest is the sixth part. */
function arnParts(whole: readonly PatternPart[]): readonly (readonly PatternPart[])[] {
  const parts: PatternPart[][] = [[]];
  for (const part of whole) {
    const pieces = typeof part === "string" ? part.split(":") : [part];
    for (const [i, piece] of pieces.entries()) {
      if (i > 0 && parts.length < 6) parts.push([piece]);
      else if (i > 0) parts.at(-1)?.push(":", piece);
      else parts.at(-1)?.push(piece);
    }
  }
  return parts;
}
