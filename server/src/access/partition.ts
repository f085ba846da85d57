import { findPartition } from "../catalog/index.ts";
import { parseArn } from "../policy/arn.ts";
import type { Policy } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";

/** The AWS partitions that the ARNs of a policy name; known ones only. */
export const partitionsOf = oncePer((policy: Policy): ReadonlySet<string> => {
  const found = new Set<string>();
  let usual = "arn:";
  const look = (text: string | undefined) => {
    if (!text?.startsWith("arn:") || (found.size > 0 && text.startsWith(usual))) return;
    const partition = parseArn(text)?.partition;
    if (partition === undefined || found.has(partition) || !findPartition(partition)) return;
    found.add(partition);
    usual = `arn:${partition}:`;
  };
  for (const { principals, conditions } of policy.statements) {
    for (const { text } of principals) look(text);
    for (const { values } of conditions) for (const value of values) if (value.kind === "string") look(value.text);
  }
  return found;
});

/** The partition that a policy is for, when its ARNs agree on one. */
export function partitionOf(policy: Policy): string | undefined {
  const found = [...partitionsOf(policy)];
  return found.length === 1 ? found[0] : undefined;
}
