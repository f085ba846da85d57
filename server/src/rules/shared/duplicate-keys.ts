import { findElement } from "../../catalog/index.ts";
import { textsOf } from "../../policy/edit.ts";
import type { Policy } from "../../policy/model.ts";
import { oncePer } from "../../policy/once-per.ts";
import { array, existing, string, type TreeEdit } from "../../tree/edit.ts";
import { type Member, type ObjectValue, someObject, type Value } from "../../tree/value.ts";
import type { Fix } from "../define.ts";

/** What the two rules about keys that stand twice in one object share. */

export interface Twins {
  readonly object: ObjectValue;
  readonly first: Member;
  readonly second: Member;
}

/** The members whose keys are the same under `identity`, each with the first one of its kind. */
export function twinsIn(policy: Policy, identity: (key: string) => string): readonly Twins[] {
  return repeatingIn(policy).flatMap((object) => twinsOf(object, identity));
}

/** The objects in which some key stands twice, case aside: most texts have none, and two rules ask. */
const repeatingIn = oncePer(({ source }: Policy): readonly ObjectValue[] => {
  const found: ObjectValue[] = [];
  someObject(source, (object) => {
    if (repeats(object.members)) found.push(object);
    return false;
  });
  return found;
});

/** In a small object each key is compared with those before it: that is quicker than to make texts in lower case of all. */
function repeats(members: readonly Member[]): boolean {
  if (members.length > 16)
    return new Set(members.map(({ key }) => key.text?.toLowerCase() ?? key)).size < members.length;
  for (let i = 1; i < members.length; i++) {
    const text = members[i]?.key.text;
    for (let j = 0; j < i && text !== undefined; j++) if (sameIgnoringCase(text, members[j]?.key.text)) return true;
  }
  return false;
}

function sameIgnoringCase(a: string, b: string | undefined): boolean {
  return a === b || (a.length === b?.length && a.toLowerCase() === b.toLowerCase());
}

function twinsOf(object: ObjectValue, identity: (key: string) => string): readonly Twins[] {
  const firsts = new Map<string, Member>();
  return object.members.flatMap((member) => {
    if (member.key.text === undefined) return [];
    const id = identity(member.key.text);
    const first = firsts.get(id);
    if (first) return [{ object, first, second: member }];
    firsts.set(id, member);
    return [];
  });
}

/** Ways out: drop what says the same, join what can be joined, else keep one of the two. `keep` is the one whose key is right. */
export function fixesFor(
  { object, first, second }: Twins,
  keep: Member,
  textOf: (value: Value) => string,
): readonly Fix[] {
  const drop = keep === first ? second : first;
  const removal: TreeEdit = { kind: "remove-member", object, member: drop };
  if (textOf(first.value) === textOf(second.value)) {
    return [{ title: "Remove the repetition", edits: [removal], safe: true, preferred: true }];
  }
  const name = keep.key.text ?? "";
  const blocks = joinObjects(keep.value, drop.value);
  if (blocks) {
    return [{ title: `Merge both into one "${name}"`, edits: [...blocks, removal], safe: true, preferred: true }];
  }
  const lists = takesList(name) ? joinLists(keep.value, drop.value) : undefined;
  if (lists) return [{ title: `Merge both into one "${name}"`, edits: [lists, removal], safe: false, preferred: true }];
  return [first, second].map((member) => {
    const order = member === first ? "the first one" : "the second one";
    const { value } = member;
    const title = `Keep ${value.kind === "string" && value.text !== undefined ? `"${value.text}"` : order}`;
    const right: TreeEdit[] = member === keep ? [] : [{ kind: "rename", member, key: name }];
    const other = member === first ? second : first;
    return { title, edits: [{ kind: "remove-member", object, member: other }, ...right], safe: false };
  });
}

/** Effect, Sid and their like are one text; of two of them one has to go. */
function takesList(name: string): boolean {
  const element = findElement(name, "statement") ?? findElement(name, "policy");
  return element === undefined || element.types.includes("array");
}

/** The members of both, when no key stands in both; what is an object in both is joined as well. */
function joinObjects(into: Value, from: Value): readonly TreeEdit[] | undefined {
  if (into.kind !== "object" || from.kind !== "object") return undefined;
  const edits: TreeEdit[] = [];
  for (const { key, value } of from.members) {
    if (key.text === undefined) return undefined;
    const twin = into.members.find((other) => sameIgnoringCase(key.text ?? "", other.key.text));
    const joined: readonly TreeEdit[] | undefined = twin
      ? joinObjects(twin.value, value)
      : [{ kind: "insert-member", object: into, key: key.text, value: existing(value), after: "last" }];
    if (!joined) return undefined;
    edits.push(...joined);
  }
  return edits;
}

/** The texts of both, each once. */
function joinLists(into: Value, from: Value): TreeEdit | undefined {
  if (!isList(into) || !isList(from)) return undefined;
  const texts = [...new Set([...textsOf(into), ...textsOf(from)])];
  return { kind: "replace", target: into, value: array(texts.map(string)) };
}

function isList(value: Value): boolean {
  const isText = (item: Value) => item.kind === "string" && item.text !== undefined;
  return value.kind === "array" ? value.items.every(isText) : isText(value);
}
