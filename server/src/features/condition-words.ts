import type { Test } from "../access/conditions.ts";

/** Conditions in plain words. Texts of the policy stand in them as they are. */

/** `aws:PrincipalTag/team is platform` · `aws:CurrentTime is before 2027-06-30` */
export function conditionWords(test: Test): string {
  const key = keyOf(test);
  if (test.polarity === "null-true") return `${key} is missing`;
  if (test.polarity === "null-false") return `${key} is there`;
  return `${key} ${comparison(test)}${test.ifExists ? " or missing" : ""}`;
}

/** `is platform`, of the values that are listed; `is not platform` unless it is asked for what a negated test excludes. */
export function comparison(test: Test, negated = test.operator?.negated === true): string {
  return `${verbOf(test, negated)} ${valuesOf(test)}`;
}

export function keyOf({ key, condition }: Test): string {
  return key?.spelling ?? condition.key.text ?? "a key known at deployment";
}

/** Three of them, then how many more there are. */
export function few(words: readonly string[], joint: string): string {
  const more = words.length - 3;
  return [...words.slice(0, 3), ...(more > 0 ? [`${more} more`] : [])].join(joint);
}

/** Words behind what opens them; nothing where there are none. */
export function clause(opening: string, words: string): string {
  return words === "" ? "" : opening + words;
}

/** The values of a test, a few of them: `a, b or 2 more`. */
export function valuesOf({ texts, valuesKnown }: Test, most = 3): string {
  if (texts.length === 0) return valuesKnown ? "nothing" : "a value known at deployment";
  const shown = texts.slice(0, most).map((text) => (text === "" ? '""' : text));
  const more = texts.length - shown.length + (valuesKnown ? 0 : 1);
  if (more > 0) return `${shown.join(", ")} or ${more} more`;
  return shown.length === 1 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

const comparisons: readonly (readonly [ending: string, number: string, date: string])[] = [
  ["LessThanEquals", "is at most", "is not after"],
  ["GreaterThanEquals", "is at least", "is not before"],
  ["LessThan", "is below", "is before"],
  ["GreaterThan", "is above", "is after"],
];

function verbOf({ operator }: Test, negated: boolean): string {
  if (!operator) return "is tested against";
  const found = comparisons.find(([ending]) => operator.name.endsWith(ending));
  if (found) return operator.family === "Date" ? found[2] : found[1];
  const inside = operator.family === "IpAddress" ? " in" : "";
  return negated ? `is not${inside}` : `is${inside}`;
}
