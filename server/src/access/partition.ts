import { findPartition } from "../catalog/index.ts";
import { parseArn } from "../policy/arn.ts";
import { textsOf } from "../policy/edit.ts";
import type { Policy } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";

/** The AWS partitions that the ARNs of a policy name; known ones only. */
export const partitionsOf = oncePer((policy: Policy): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const { principals, conditions } of policy.statements) {
    const texts = [
      ...principals.flatMap(({ text }) => text ?? []),
      ...conditions.flatMap(({ member }) => textsOf(member.value)),
    ];
    for (const text of texts) {
      const partition = parseArn(text)?.partition;
      if (partition !== undefined && findPartition(partition)) found.add(partition);
    }
  }
  return found;
});

/** The partition that a policy is for, when its ARNs agree on one. */
export function partitionOf(policy: Policy): string | undefined {
  const found = [...partitionsOf(policy)];
  return found.length === 1 ? found[0] : undefined;
}
