import type { Test } from "../access/conditions.ts";

/** Conditions in plain words. Texts of the policy stand in them as they are. */

/** `aws:PrincipalTag/team is platform` · `aws:CurrentTime is before 2027-06-30` */
export function conditionWords(test: Test): string {
  const key = test.key?.spelling ?? test.condition.key.text ?? "a key known at deployment";
  if (test.polarity === "null-true") return `${key} is missing`;
  if (test.polarity === "null-false") return `${key} is there`;
  return `${key} ${verbOf(test)} ${valuesOf(test)}${test.ifExists ? " or missing" : ""}`;
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

function verbOf({ operator }: Test): string {
  if (!operator) return "is tested against";
  const comparison = comparisons.find(([ending]) => operator.name.endsWith(ending));
  if (comparison) return operator.family === "Date" ? comparison[2] : comparison[1];
  const inside = operator.family === "IpAddress" ? " in" : "";
  return operator.negated ? `is not${inside}` : `is${inside}`;
}
