/** What a value is made of: texts that stand for themselves, and between them wildcards. */
export type PatternPart = string | { readonly wild: "*" | "?" };

/** A text between two stars; `ones` are the places in it that any one character fits. */
interface Segment {
  readonly text: string;
  readonly ones: ReadonlySet<number>;
}

/**
 * IAM's wildcards: `*` stands for any text, `?` for one character.
 *
 * Each segment is looked for behind the one before it, and never again: a later place could not help those behind it. So no
 * character of the text is looked at for two segments, and the time is linear for every pattern, but for segments with `?`
 * between two stars, where a 64th of the segment's length counts for each character.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  if (!pattern.includes("*") && !pattern.includes("?")) return pattern === text;
  return matchesSegments(pattern.split("*").map(segmentOf), text);
}

/** The same for a pattern in parts, where a `*` or `?` in a text stands for itself. */
export function matchesPattern(parts: readonly PatternPart[], text: string): boolean {
  const segments: { text: string; ones: Set<number> }[] = [];
  let segment = { text: "", ones: new Set<number>() };
  for (const part of parts) {
    if (typeof part === "string") segment.text += part;
    else if (part.wild === "?") {
      segment.ones.add(segment.text.length);
      segment.text += "?";
    } else {
      segments.push(segment);
      segment = { text: "", ones: new Set() };
    }
  }
  return matchesSegments([...segments, segment], text);
}

const none: ReadonlySet<number> = new Set();

function segmentOf(text: string): Segment {
  if (!text.includes("?")) return { text, ones: none };
  const ones = new Set<number>();
  for (let at = text.indexOf("?"); at !== -1; at = text.indexOf("?", at + 1)) ones.add(at);
  return { text, ones };
}

function matchesSegments(segments: readonly Segment[], text: string): boolean {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last || !fitsAt(first, text, 0)) return false;
  if (segments.length === 1) return text.length === first.text.length;
  const end = text.length - last.text.length;
  let at = first.text.length;
  if (end < at || !fitsAt(last, text, end)) return false;
  for (const segment of segments.slice(1, -1)) {
    at = segment.ones.size > 0 ? endOfFuzzy(segment, text, at, end) : endOfPlain(segment.text, text, at, end);
    if (at === -1) return false;
  }
  return true;
}

function fitsAt(segment: Segment, text: string, start: number): boolean {
  if (segment.ones.size === 0) return text.startsWith(segment.text, start);
  if (start + segment.text.length > text.length) return false;
  for (let i = 0; i < segment.text.length; i++)
    if (segment.text[i] !== text[start + i] && !segment.ones.has(i)) return false;
  return true;
}

/** Where the first `wanted` in [start, end) ends; -1 when there is none. Knuth, Morris and Pratt: `indexOf` is not linear. */
function endOfPlain(wanted: string, text: string, start: number, end: number): number {
  if (wanted === "") return start;
  const borders = bordersOf(wanted);
  let matched = 0;
  for (let at = start; at < end; at++) {
    while (matched > 0 && text[at] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === wanted[matched]) matched++;
    if (matched === wanted.length) return at + 1;
  }
  return -1;
}

/** For each start of a text: how long its longest proper start is that it also ends with. */
function bordersOf(text: string): readonly number[] {
  const borders = [0];
  let length = 0;
  for (let at = 1; at < text.length; at++) {
    while (length > 0 && text[at] !== text[length]) length = borders[length - 1] ?? 0;
    if (text[at] === text[length]) length++;
    borders.push(length);
  }
  return borders;
}

/** The same for a segment with `?`. Shift-And: bit i of `begun` says that the first i + 1 characters end here. */
function endOfFuzzy({ text: wanted, ones }: Segment, text: string, start: number, end: number): number {
  let any = 0n;
  for (const i of ones) any |= 1n << BigInt(i);
  const fitting = new Map<string, bigint>();
  for (let i = 0; i < wanted.length; i++) {
    const char = wanted.charAt(i);
    fitting.set(char, (fitting.get(char) ?? any) | (1n << BigInt(i)));
  }
  const whole = 1n << BigInt(wanted.length - 1);
  let begun = 0n;
  for (let at = start; at < end; at++) {
    begun = ((begun << 1n) | 1n) & (fitting.get(text.charAt(at)) ?? any);
    if (begun & whole) return at + 1;
  }
  return -1;
}

/** Whether a value has a wildcard; `${*}`, `${?}` and `${$}` are IAM's escapes and stand for the signs themselves. */
export function hasWildcard(text: string): boolean {
  return firstWildcard(text) !== -1;
}

/** The index of the first wildcard outside policy variables; -1 when there is none. */
export function firstWildcard(text: string): number {
  if (!text.includes("*") && !text.includes("?")) return -1;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "$" && text[i + 1] === "{") depth++;
    else if (text[i] === "}" && depth > 0) depth--;
    else if (depth === 0 && (text[i] === "*" || text[i] === "?")) return i;
  }
  return -1;
}
