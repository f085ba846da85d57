import { findElement } from "../catalog/index.ts";
import type { PolicyElement } from "../catalog/types.ts";
import type { Statement } from "../policy/model.ts";
import { parsePrincipal } from "../policy/principal.ts";
import { existing, type NewValue, object, string } from "../tree/edit.ts";
import { itemsOf, type Member, type Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
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
      for (const fault of faultsOf([version, id, statement], "policy")) tell(fault, report);
    },
    statement(statement, { report }) {
      for (const fault of statementFaults(statement)) tell(fault, report);
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
  readonly fixes: readonly Fix[];
}

type Report = (at: Value["span"], message: "element" | "item", args: [string, string, string], options: object) => void;

function tell({ value, name, right, isItem = false, fixes }: Fault, report: Report): void {
  const at = value.kind === "object" || value.kind === "array" ? firstCharacter(value) : value.span;
  report(at, isItem ? "item" : "element", [name, right, written[value.kind]], { fixes: () => fixes });
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

const none: readonly Fault[] = [];

function faultsOf(members: readonly (Member | undefined)[], of: PolicyElement["of"]): readonly Fault[] {
  return members.flatMap((member) => {
    if (!member) return none;
    const name = member.key.text ?? "";
    const element = findElement(name, of);
    return element ? typeFaults(name, member.value, element.types) : none;
  });
}

/** The value itself, and the entries of a list. */
function typeFaults(name: string, value: Value, types: readonly Type[]): readonly Fault[] {
  if (isUnknown(value)) return none;
  if (!types.some((type) => type === value.kind)) {
    const right = words[types.join(" ")] ?? types.join(" or ");
    const fixes = name === "Version" ? change(value, `Change to "${currentVersion}"`, string(currentVersion)) : [];
    return [{ value, name, right, fixes: fixes.length > 0 ? fixes : unwrapped(value, types) }];
  }
  const [single] = types;
  if (value.kind !== "array" || single === undefined || single === "array") return none;
  return value.items
    .filter((item) => !isUnknown(item) && item.kind !== single)
    .map((item) => ({ value: item, name, right: words[single] ?? single, isItem: true, fixes: [] }));
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

function statementFaults({ sid, effect, action, notAction, principal, condition }: Statement): readonly Fault[] {
  return [
    ...faultsOf([sid, effect, action, notAction], "statement"),
    ...(principal ? principalFaults(principal) : []),
    ...faultsOf([condition], "statement"),
    ...(condition ? conditionFaults(condition) : []),
  ];
}

/** A bare `*` and numbers have rules of their own. */
function principalFaults({ value }: Member): readonly Fault[] {
  if (value.kind === "string" && (value.text === undefined || value.text === "*" || value.text === "")) return [];
  if (value.kind !== "object") {
    if (isUnknown(value)) return [];
    return [{ value, name: "Principal", right: "an object", fixes: typedPrincipal(value) }];
  }
  return value.members.flatMap(({ key, value: below }): readonly Fault[] => {
    const name = key.text ?? "Principal";
    if (!isUnknown(below) && below.kind === "object") {
      return [{ value: below, name, right: "a text or a list of texts", fixes: [] }];
    }
    if (below.kind === "boolean" || below.kind === "null") {
      return [{ value: below, name, right: "a text or a list of texts", fixes: [] }];
    }
    return itemsOf(below)
      .filter((item) => item !== below && !isUnknown(item) && item.kind !== "string" && item.kind !== "number")
      .map((item) => ({ value: item, name, right: "a text", isItem: true, fixes: [] }));
  });
}

/** The texts under the type that fits all of them. */
function typedPrincipal(value: Value): readonly Fix[] {
  const texts = itemsOf(value).map((item) => (item.kind === "string" ? item.text : undefined));
  // Everybody is nothing that a fix should let in.
  if (texts.includes("*")) return [];
  const type = ["AWS", "Service", "Federated"].find(
    (candidate) =>
      texts.length > 0 &&
      texts.every((text) => {
        const form = text === undefined ? "malformed" : parsePrincipal(candidate, text).form;
        return form !== "malformed" && form !== "web-identity";
      }),
  );
  if (!type) return [];
  const edit = { kind: "replace", target: value, value: object([[type, existing(value)]]) } as const;
  return [{ title: `Change to "${type}": …`, edits: [edit], safe: true, preferred: true }];
}

/** Operators hold objects of keys; keys hold texts, numbers and truth values. */
function conditionFaults({ value: condition }: Member): readonly Fault[] {
  if (condition.kind !== "object") return [];
  return condition.members.flatMap(({ key, value }): readonly Fault[] => {
    if (isUnknown(value)) return [];
    const name = key.text ?? "The operator";
    if (value.kind !== "object") return [{ value, name, right: "an object of condition keys", fixes: [] }];
    return value.members.flatMap((member) => valueFaults(member));
  });
}

function valueFaults({ key, value }: Member): readonly Fault[] {
  const name = key.text ?? "The key";
  const wrong = (item: Value) => item.kind === "object" || item.kind === "null" || item.kind === "array";
  if (value.kind === "array") {
    return value.items
      .filter(wrong)
      .map((item) => ({ value: item, name, right: "a text, a number, true or false", isItem: true, fixes: [] }));
  }
  return wrong(value) ? [{ value, name, right: "a text, a number, true or false, or a list of them", fixes: [] }] : [];
}
