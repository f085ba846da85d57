import { testFor } from "../access/admits.ts";
import type { Operator } from "../catalog/types.ts";
import { removeItem } from "../policy/edit.ts";
import { hasWildcard, matchesWildcards } from "../policy/match.ts";
import type { Condition } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";

/** With more values than these only equal ones are looked for. */
const mostCompared = 100;

export const valueRedundant = defineRule({
  meta: {
    name: "value-redundant",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A value of a condition says nothing that another one does not say already.",
    why: "One fitting value is enough. A value that stands in the list twice, or that a pattern beside it covers, changes nothing, and narrowing it would change nothing either.",
    advice: "Remove it, or narrow the pattern.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      twice: (value: string) => `"${value}" stands in this list already. Remove one of the two.`,
      covered: (value: string, pattern: string) =>
        `"${pattern}" covers "${value}" already, so this value changes nothing. Remove it, or narrow the pattern.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": ["arn:aws:iam::204512347781:role/ci-*", "arn:aws:iam::204512347781:role/ci-deploy"] } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": ["arn:aws:iam::204512347781:role/ci-*", "arn:aws:iam::204512347781:role/deploy"] } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-bool" }, { rule: "value-empty" }, { rule: "oidc-sub-only-wildcard" }],
  },
  about: ["several values"],
  on: {
    condition(condition, { report }) {
      if (condition.values.length < 2) return;
      const { operator, texts } = testFor(condition);
      if (!operator || operator.family === "Null" || operator.family === "Bool") return;
      if (!operator.wildcards && !operator.ignoresCase && new Set(texts).size === texts.length) return;
      for (const { value, text, compared, by } of redundantValues(condition.values, operator)) {
        const twin = by.compared === compared;
        const related = [{ span: by.value.span, message: twin ? "The first one" : "This one covers it." }];
        const options = { related, fixes: () => removalFixes(condition, value), tags: ["unnecessary"] as const };
        if (twin) report(value.span, "twice", [text], options);
        else report(value.span, "covered", [text, by.text], options);
      }
    },
  },
});

interface Written {
  readonly value: Value;
  readonly text: string;
  /** The text as the operator compares it. */
  readonly compared: string;
}

/** Values that could all be left out together: of two that say the same the later one. */
function redundantValues(
  values: readonly Value[],
  operator: Operator,
): readonly (Written & { readonly by: Written })[] {
  const written = values.flatMap((value): readonly Written[] => {
    if ((value.kind !== "string" && value.kind !== "number") || value.text === undefined) return [];
    const { text } = value;
    return [{ value, text, compared: operator.ignoresCase ? text.toLowerCase() : text }];
  });
  const firsts = new Map<string, Written>();
  for (const one of written) if (!firsts.has(one.compared)) firsts.set(one.compared, one);
  const patterns = operator.wildcards && written.length <= mostCompared ? [...firsts.values()].filter(isPattern) : [];
  return written.flatMap((one) => {
    const first = firsts.get(one.compared);
    const twin = first === one ? undefined : first;
    const by = twin ?? patterns.find((pattern) => pattern !== one && isMoreThan(pattern.text, one.text, operator));
    return by ? [{ ...one, by }] : [];
  });
}

/** A pattern with text in it: what is nothing but a star makes all others idle, which is said of the star. */
function isPattern({ text }: Written): boolean {
  return hasWildcard(text) && !text.includes("${") && /[^*?]/.test(text);
}

/** Whether a pattern covers a value, and the value does not cover the pattern. */
function isMoreThan(pattern: string, text: string, operator: Operator): boolean {
  return covers(pattern, text, operator) && !(hasWildcard(text) && covers(text, pattern, operator));
}

/** Under Arn operators no star reaches over into the next of the six parts. */
function covers(pattern: string, text: string, { family }: Operator): boolean {
  if (family !== "Arn") return coversText(pattern, text);
  const [own, other] = [partsOf(pattern), partsOf(text)];
  return own !== undefined && other !== undefined && own.every((part, index) => coversText(part, other[index] ?? ""));
}

function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** The signs of the other pattern are taken as letters: right for every sign but `?`, which stands for no star. */
function coversText(pattern: string, text: string): boolean {
  if (pattern.includes("?") && text.includes("*") && pattern !== text) return false;
  return matchesWildcards(pattern, text);
}

function removalFixes({ member }: Condition, value: Value): readonly Fix[] {
  const edit = removeItem(member, value);
  return edit ? [{ title: "Remove this value", edits: [edit], safe: true, preferred: true }] : [];
}
