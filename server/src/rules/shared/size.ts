import { setText } from "../../policy/edit.ts";
import type { Policy } from "../../policy/model.ts";
import { parsePrincipal } from "../../policy/principal.ts";
import { existing, string, type TreeEdit } from "../../tree/edit.ts";
import { type Value, walkValue } from "../../tree/value.ts";
import type { Fix, Place } from "../define.ts";

/** Blanks inside the texts of a policy; what is written as an escape is none. Whether IAM counts them is not documented. */
export function blanksInTexts(root: Value): number {
  let count = 0;
  walkValue(root, (value) => {
    if (value.kind === "string" && value.text?.includes(" ")) count += value.text.split(" ").length - 1;
  });
  return count;
}

/** Ways to say the same in at least so many characters fewer: each alone where that is enough, else all together. */
export function shortenings(policy: Policy, place: Place, excess: number): readonly Fix[] {
  const offers = ways.filter((way) => fewer(policy, place, [way]) >= excess).map((way) => [way]);
  if (offers.length === 0 && fewer(policy, place, ways) >= excess) offers.push([...ways]);
  return offers.map((chosen) => ({
    title: chosen.map((way, index) => (index === 0 ? titles[way] : titles[way].toLowerCase())).join(", "),
    edits: changes(policy, place, chosen).map(({ edit }) => edit),
    safe: false,
  }));
}

type Way = "ids" | "brackets" | "sids";

const ways: readonly Way[] = ["ids", "brackets", "sids"];
const titles: Readonly<Record<Way, string>> = {
  ids: "Write account IDs in place of root ARNs",
  brackets: "Write lists of one value without brackets",
  sids: "Remove every Sid",
};

interface Change {
  readonly edit: TreeEdit;
  /** The characters that it saves. */
  readonly saved: number;
}

function fewer(policy: Policy, place: Place, chosen: readonly Way[]): number {
  return changes(policy, place, chosen).reduce((sum, { saved }) => sum + saved, 0);
}

function changes(policy: Policy, place: Place, chosen: readonly Way[]): readonly Change[] {
  const roots = chosen.includes("ids") ? rootAccounts(policy) : new Map<Value, string>();
  const done = new Set<Value>();
  const found: Change[] = [];
  if (chosen.includes("brackets")) {
    walkValue(policy.source, (value) => {
      const [only] = value.kind === "array" ? value.items : [];
      if (value.kind !== "array" || value.items.length !== 1 || only?.kind !== "string") return;
      const account = roots.get(only);
      done.add(only);
      const text = account === undefined ? existing(only) : string(account);
      found.push({ edit: { kind: "replace", target: value, value: text }, saved: 2 + savedBy(only, account) });
    });
  }
  for (const [root, account] of roots) {
    if (!done.has(root)) found.push({ edit: setText(root, account), saved: savedBy(root, account) });
  }
  return chosen.includes("sids") ? [...found, ...sidRemovals(policy, place)] : found;
}

function savedBy(value: Value, account: string | undefined): number {
  return account === undefined ? 0 : value.span.end - value.span.start - account.length - 2;
}

/** In the partition aws, IAM makes the root ARN of an account ID itself. */
function rootAccounts({ statements }: Policy): ReadonlyMap<Value, string> {
  const accounts = new Map<Value, string>();
  for (const { type, text, source } of statements.flatMap(({ principals }) => principals)) {
    if (type !== "AWS" || !text?.startsWith("arn:aws:")) continue;
    const { form, account } = parsePrincipal(type, text);
    if (form === "root" && account !== undefined) accounts.set(source, account);
  }
  return accounts;
}

/** Key, colon, value and a comma. */
function sidRemovals({ statements }: Policy, place: Place): readonly Change[] {
  return statements.flatMap(({ sid, source }) => {
    if (!sid) return [];
    const saved = place.textOf(sid.key.span).length + place.textOf(sid.value.span).length + 2;
    return [{ edit: { kind: "remove-member", object: source, member: sid }, saved }];
  });
}
