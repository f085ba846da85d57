/**
 * IAM's wildcards: `*` stands for any text, `?` for one character. Linear in time for every pattern: a failed match goes back
 * to the last star only.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const char = pattern[p];
    if (char === "*") {
      star = p++;
      resume = t;
    } else if (char !== undefined && (char === "?" || char === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
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
