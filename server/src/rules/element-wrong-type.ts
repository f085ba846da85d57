import { findElement } from "../catalog/index.ts";
import type { PolicyElement } from "../catalog/types.ts";
import { existing, type NewValue, object, string } from "../tree/edit.ts";
import type { Member, Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { fittingType } from "./shared/principal-type.ts";
import { currentVersion } from "./shared/version.ts";

export const elementWrongType = defineRule({
  meta: {
    name: "element-wrong-type",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An element holds another kind of value than it takes.",
    why: "IAM refuses a policy in which an element has the wrong JSON type: Effect is a text, Principal and Condition are objects, Action is a text or a list of texts.",
    advice: "Write the kind of value that the element takes.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      element: (name: string, right: string, written: string) =>
        `IAM refuses this: ${name} is ${right}, not ${written}.`,
      item: (name: string, right: string, written: string) =>
        `IAM refuses this: every entry of ${name} is ${right}, not ${written}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": "ec2.amazonaws.com", "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [{ rule: "operator-unknown" }],
  },
  on: {
    policy({ version, id, statement }, { report }) {
      for (const member of [version, id, statement]) checkElement(member, "policy", report);
    },
    statement({ sid, effect, action, notAction, principal, condition }, { report }) {
      for (const member of [sid, effect, action, notAction, condition]) checkElement(member, "statement", report);
      if (principal) checkPrincipal(principal, report);
      if (condition) checkCondition(condition, report);
    },
  },
});

interface Fault {
  readonly value: Value;
  readonly name: string;
  /** What the element takes, in words. */
  readonly right: string;
  /** It is an entry of the element, not the element itself. */
  readonly isItem?: boolean;
  readonly fixes?: () => readonly Fix[];
}

type Report = (at: Value["span"], message: "element" | "item", args: [string, string, string], options: object) => void;

function tell(report: Report, { value, name, right, isItem = false, fixes = noFixes }: Fault): void {
  const at = value.kind === "object" || value.kind === "array" ? firstCharacter(value) : value.span;
  report(at, isItem ? "item" : "element", [name, right, written[value.kind]], { fixes });
}

function firstCharacter({ span }: Value): Value["span"] {
  return { start: span.start, end: span.start + 1 };
}

const written: Readonly<Record<Value["kind"], string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  hole: "unknown",
  missing: "nothing",
};

const words: Readonly<Record<string, string>> = {
  string: "a text",
  object: "an object",
  array: "a list",
  "string array": "a text or a list of texts",
  "object array": "an object or a list of objects",
};

type Type = PolicyElement["types"][number];

const noFixes = () => [];

/** The value itself, and the entries of a list. */
function checkElement(member: Member | undefined, of: PolicyElement["of"], report: Report): void {
  if (!member || isUnknown(member.value)) return;
  const { value } = member;
  const name = member.key.text ?? "";
  const { types } = findElement(name, of) ?? { types: [] };
  const [single] = types;
  if (single === undefined || single === value.kind) return;
  if (!types.some((type) => type === value.kind)) return tellElement(name, value, types, report);
  if (value.kind !== "array") return;
  for (const item of value.items) {
    if (item.kind === single || isUnknown(item)) continue;
    tell(report, { value: item, name, right: words[single] ?? single, isItem: true });
  }
}

function tellElement(name: string, value: Value, types: readonly Type[], report: Report): void {
  const right = words[types.join(" ")] ?? types.join(" or ");
  tell(report, { value, name, right, fixes: () => elementFixes(name, value, types) });
}

function elementFixes(name: string, value: Value, types: readonly Type[]): readonly Fix[] {
  if (name === "Version") return change(value, `Change to "${currentVersion}"`, string(currentVersion));
  return unwrapped(value, types);
}

function isUnknown(value: Value): boolean {
  return value.kind === "hole" || value.kind === "missing";
}

function change(target: Value, title: string, value: NewValue): readonly Fix[] {
  return [{ title, edits: [{ kind: "replace", target, value }], safe: true, preferred: true }];
}

/** A list of one fitting value loses its brackets; a number or a truth value gets quotes. */
function unwrapped(value: Value, types: readonly Type[]): readonly Fix[] {
  const [only] = value.kind === "array" ? value.items : [];
  if (value.kind === "array" && value.items.length === 1 && only && types.some((type) => type === only.kind)) {
    return change(value, "Remove the brackets", existing(only));
  }
  if (!types.includes("string")) return [];
  if (value.kind === "number") return change(value, "Put it in quotes", string(value.text));
  return value.kind === "boolean" ? change(value, "Put it in quotes", string(String(value.value))) : [];
}

/** A bare `*` and numbers have rules of their own. */
function checkPrincipal({ value }: Member, report: Report): void {
  if (isUnknown(value)) return;
  if (value.kind === "object") {
    for (const { key, value: below } of value.members) checkNamed(key.text ?? "Principal", below, report);
  } else if (value.kind !== "string" || (value.text !== undefined && value.text !== "*" && value.text !== "")) {
    tell(report, { value, name: "Principal", right: "an object", fixes: () => principalFixes(value) });
  }
}

/** What stands behind `AWS`, `Service` or `Federated`. */
function checkNamed(name: string, value: Value, report: Report): void {
  if (value.kind === "object" || value.kind === "boolean" || value.kind === "null") {
    return tell(report, { value, name, right: "a text or a list of texts" });
  }
  if (value.kind !== "array") return;
  for (const item of value.items) {
    if (item.kind === "string" || item.kind === "number" || isUnknown(item)) continue;
    tell(report, { value: item, name, right: "a text", isItem: true });
  }
}

/** An object loses its brackets; texts are put under the type that fits all of them. */
function principalFixes(value: Value): readonly Fix[] {
  const type = fittingType(value);
  if (!type) return unwrapped(value, ["object"]);
  const edit = { kind: "replace", target: value, value: object([[type, existing(value)]]) } as const;
  return [{ title: `Change to "${type}": …`, edits: [edit], safe: true, preferred: true }];
}

/** Operators hold objects of keys; keys hold texts, numbers and truth values. */
function checkCondition({ value: condition }: Member, report: Report): void {
  if (condition.kind !== "object") return;
  for (const { key, value } of condition.members) {
    if (value.kind === "object") for (const member of value.members) checkValue(member, report);
    else if (!isUnknown(value)) {
      tell(report, { value, name: key.text ?? "The operator", right: "an object of condition keys" });
    }
  }
}

function checkValue({ key, value }: Member, report: Report): void {
  const name = key.text ?? "The key";
  if (value.kind === "object" || value.kind === "null") {
    return tell(report, { value, name, right: "a text, a number, true or false, or a list of them" });
  }
  if (value.kind !== "array") return;
  for (const item of value.items) {
    if (item.kind !== "object" && item.kind !== "null" && item.kind !== "array") continue;
    tell(report, { value: item, name, right: "a text, a number, true or false", isItem: true });
  }
}
