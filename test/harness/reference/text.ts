import { type Keys, lookUp } from "./types.ts";

export type Sign = string | { readonly wild: "*" | "?" };

export function signsOf(text: string, wild: boolean): readonly Sign[] {
  return [...text].map((char) => (wild && (char === "*" || char === "?") ? { wild: char } : char));
}

/** 0 when a variable has no value, 1 when nobody knows what it becomes. */
export function filledIn(text: string, wild: boolean, keys: Keys): readonly Sign[] | 0 | 1 {
  const [before = "", ...rest] = text.split("${");
  const signs: Sign[] = [...signsOf(before, wild)];
  let lost: 0 | 1 | undefined;
  for (const piece of rest) {
    const close = piece.indexOf("}");
    const name = piece.slice(0, close);
    const [key = "", written] = name.split(", ");
    if (name === "*" || name === "?" || name === "$") signs.push(name);
    else {
      const found = lookUp(keys, key);
      const value = found.length > 0 ? found[0] : written?.slice(1, -1);
      if (value === undefined) lost = 0;
      else if (found.length > 1 || (wild && (value.includes("*") || value.includes("?")))) lost ??= 1;
      else signs.push(...value);
    }
    signs.push(...signsOf(piece.slice(close + 1), wild));
  }
  return lost ?? signs;
}

/** The six parts of an ARN. */
export function cut(signs: readonly Sign[]): readonly (readonly Sign[])[] {
  const colon = signs.indexOf(":");
  if (colon === -1) return [signs];
  const rest = cut(signs.slice(colon + 1));
  const joined = rest.length < 6 ? rest : [...rest.slice(0, 4), [...(rest[4] ?? []), ":", ...(rest[5] ?? [])]];
  return [signs.slice(0, colon), ...joined];
}

/** Whether a text fits a pattern in which every `*` and `?` is a wildcard. */
export function referenceMatch(pattern: string, text: string): boolean {
  return like(signsOf(pattern, true), [...text]);
}

/** The definition of a wildcard, read aloud: whether the rest of the text fits the rest of the pattern. */
export function like(pattern: readonly Sign[], text: readonly string[], p = 0, t = 0): boolean {
  const sign = pattern[p];
  if (sign === undefined) return t === text.length;
  if (typeof sign === "string") return sign === text[t] && like(pattern, text, p + 1, t + 1);
  if (sign.wild === "?") return t < text.length && like(pattern, text, p + 1, t + 1);
  return like(pattern, text, p + 1, t) || (t < text.length && like(pattern, text, p, t + 1));
}
