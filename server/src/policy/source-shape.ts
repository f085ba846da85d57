import { placeholder, type Text, type TextPart } from "../tree/edit.ts";
import { type Arn, parseArn } from "./arn.ts";
import { matchesWildcards } from "./match.ts";

/**
 * Shapes of ARNs with places to fill in: `arn:aws:bedrock:${Region}:${Account}:agent/${Id}`.
 */

/** What is already known of an ARN to write; everything else becomes a place to fill in. */
export interface KnownParts {
  readonly partition?: string | undefined;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** The account, as a place to fill in; the same wherever it stands in a fix. */
export const accountPlace = placeholder("ACCOUNT", "111122223333");

/** The shape as text. Regions and names are `*` until somebody narrows them, so that only the account has to be typed. */
export function textOfShape(shape: string, known: KnownParts = {}): Text {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of shape.matchAll(/\$\{(\w+)\}/g)) {
    parts.push(shape.slice(at, match.index), placeFor(match[1] ?? "", known));
    at = match.index + match[0].length;
  }
  parts.push(shape.slice(at));
  const { partition } = known;
  if (partition === undefined || partition === "aws" || typeof parts[0] !== "string") return parts;
  return [parts[0].replace(/^arn:aws:/, `arn:${partition}:`), ...parts.slice(1)];
}

function placeFor(name: string, known: KnownParts): TextPart {
  if (name === "Account") return known.account ?? accountPlace;
  if (name.endsWith("Region") && known.region) return known.region;
  return placeholder(name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase(), "*");
}

/** What a shape looks like in a message: `arn:aws:bedrock:REGION:ACCOUNT:agent/ID`. */
export function shapeInWords(shape: string): string {
  return shape.replace(/\$\{(\w+)\}/g, (_, name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase());
}

/** The kind of resource that a shape is about: `agent`, `cluster`; undefined when it says none. */
export function resourceOfShape(shape: string): string | undefined {
  return /^\/?([a-z-]+)[/:]/i.exec(parseArn(placesAsStars(shape))?.resource ?? "")?.[1];
}

/** How far an ARN, wildcards and all, agrees with a shape. Account and Region are not compared. */
export function agreement(shape: string, written: Arn): "fits" | "other-resource" | "other-service" {
  const wanted = patternOf(shape);
  if (!wanted) return "fits";
  if (!canMeet(written.service, wanted.service)) return "other-service";
  return canMeet(written.resource, wanted.resource) ? "fits" : "other-resource";
}

const patterns = new Map<string, Arn | undefined>();

/** A shape as an ARN with wildcards. Shapes come from the catalogue: there are a few hundred. */
function patternOf(shape: string): Arn | undefined {
  if (!patterns.has(shape)) patterns.set(shape, parseArn(placesAsStars(shape)));
  return patterns.get(shape);
}

function placesAsStars(shape: string): string {
  return shape.replace(/\$\{\w+\}/g, "*");
}

const longest = 1000;

/** Whether some text matches both patterns. Texts that are too long to be an ARN count as if they did. */
export function canMeet(a: string, b: string): boolean {
  if (a.length > longest || b.length > longest) return true;
  if (!hasSign(b)) return a === b || matchesWildcards(a, b);
  if (!hasSign(a)) return matchesWildcards(b, a);
  let row = reach(a, (i) => a[i] === "*", true);
  for (const char of b) {
    const next: boolean[] = [char === "*" && row[0] === true];
    for (let i = 0; i < a.length; i++)
      next.push(meets(char, a[i], next[i] === true, row[i] === true, row[i + 1] === true));
    row = next;
  }
  return row.at(-1) === true;
}

function hasSign(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}

/** `left`: without this character of a; `above`: without this one of b; `both`: without either. */
function meets(b: string, a: string | undefined, left: boolean, both: boolean, above: boolean): boolean {
  if (a === "*" || b === "*") return left || above || both;
  return both && (a === b || a === "?" || b === "?");
}

function reach(text: string, isStar: (index: number) => boolean, start: boolean): boolean[] {
  const row = [start];
  for (let i = 0; i < text.length; i++) row.push(row[i] === true && isStar(i));
  return row;
}
