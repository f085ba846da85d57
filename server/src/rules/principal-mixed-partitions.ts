import { partitionsOf } from "../access/partition.ts";
import { findPartition, partitions } from "../catalog/index.ts";
import { arnPartAt, parseArn } from "../policy/arn.ts";
import type { Policy } from "../policy/model.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

interface Located {
  readonly source: StringValue;
  readonly text: string;
  readonly partition: string;
}

export const principalMixedPartitions = defineRule({
  meta: {
    name: "principal-mixed-partitions",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Principals of different AWS partitions in one policy.",
    why: "A role lives in one partition, and trust does not cross its border: IAM refuses principals of aws-cn or aws-us-gov in a role of aws, and the other way round.",
    advice: "Keep one policy for each partition.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      mixed: (partition: string, other: string) =>
        `This principal is in partition ${partition}, others here are in ${other}. A role trusts principals of its own partition only.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": ["arn:aws:iam::204512347781:role/ci", "arn:aws-cn:iam::518830026694:role/ci"] },
  "Action": "sts:AssumeRole"
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": ["arn:aws:iam::204512347781:role/ci", "arn:aws:iam::518830026694:role/ci"] },
  "Action": "sts:AssumeRole"
}`,
      },
    ],
  },
  on: {
    policy(policy, { report }) {
      if (partitionsOf(policy).size < 2) return;
      const located = arnsOf(policy);
      const main = mainPartition(located);
      for (const { source, text, partition } of located) {
        const at = arnPartAt(text, "partition");
        if (partition === main || main === undefined || !at) continue;
        const right = text.slice(0, at[0]) + main + text.slice(at[1]);
        const fixes = () => [valueFix(source, right)];
        report(source.spanOf(...at), "mixed", [partition, main], { fixes });
      }
    },
  },
});

function arnsOf(policy: Policy): readonly Located[] {
  return policy.statements.flatMap(({ principals, conditional }) =>
    principals.flatMap(({ source, text }) => {
      const partition = text === undefined || conditional ? undefined : parseArn(text)?.partition;
      if (source.kind !== "string" || text === undefined || !partition || !findPartition(partition)) return [];
      return [{ source, text, partition }];
    }),
  );
}

/** The one that most principals are in; of equally frequent ones the one that the catalogue lists first. */
function mainPartition(located: readonly Located[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { partition } of located) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return partitions().find(({ id }) => counts.get(id) === most)?.id;
}
