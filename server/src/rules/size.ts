import type { Policy } from "../policy/model.ts";
import { parsePrincipal } from "../policy/principal.ts";
import { existing, string, type TreeEdit } from "../tree/edit.ts";
import { type Value, walkValue } from "../tree/value.ts";
import type { Fix } from "./define.ts";

/** 2,048 */
export function thousands(count: number): string {
  return count.toLocaleString("en-US");
}

/** White space inside the texts of a policy. Whether IAM counts it is not documented. */
export function blanksInTexts(root: Value): number {
  let count = 0;
  walkValue(root, (value) => {
    if (value.kind === "string" && value.text !== undefined)
      count += value.text.length - value.text.replace(/\s/g, "").length;
  });
  return count;
}

/** Ways to say the same in fewer characters. */
export function shortenings(policy: Policy): readonly Fix[] {
  const offers: readonly (readonly [string, readonly TreeEdit[]])[] = [
    ["Write account IDs in place of root ARNs", accountIds(policy)],
    ["Write lists of one value without brackets", singleValues(policy)],
    ["Remove every Sid", sids(policy)],
  ];
  return offers.filter(([, edits]) => edits.length > 0).map(([title, edits]) => ({ title, edits, safe: false }));
}

/** In the partition aws, IAM makes the root ARN of an account ID itself. */
function accountIds({ statements }: Policy): readonly TreeEdit[] {
  return statements
    .flatMap(({ principals }) => principals)
    .flatMap(({ type, text, source }): readonly TreeEdit[] => {
      if (type !== "AWS" || !text?.startsWith("arn:aws:")) return [];
      const { form, account } = parsePrincipal(type, text);
      return form === "root" && account ? [{ kind: "replace", target: source, value: string(account) }] : [];
    });
}

function singleValues(policy: Policy): readonly TreeEdit[] {
  const edits: TreeEdit[] = [];
  walkValue(policy.source, (value) => {
    const [only] = value.kind === "array" ? value.items : [];
    if (value.kind === "array" && value.items.length === 1 && only?.kind === "string") {
      edits.push({ kind: "replace", target: value, value: existing(only) });
    }
  });
  return edits;
}

function sids({ statements }: Policy): readonly TreeEdit[] {
  return statements.flatMap(({ sid, source }) =>
    sid ? [{ kind: "remove-member", object: source, member: sid } as const] : [],
  );
}
