import { partitionsOf } from "../access/partition.ts";
import { findService } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const servicePartitionSuffix = defineRule({
  meta: {
    name: "service-partition-suffix",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A service principal of another partition than the rest of the policy.",
    why: "In China some services have names of their own, which end in amazonaws.com.cn. They exist nowhere else, and the plain name of such a service does not work there.",
    advice: "Write the name of the partition that the role is in.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    ],
    messages: {
      china: (written: string, right: string) =>
        `"${written}" exists in China only, and the ARNs here are of another partition. The service is "${right}" there.`,
      elsewhere: (written: string, right: string) =>
        `"${written}" is called "${right}" in China, and the ARNs here are of the partition aws-cn. Write that.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "elasticmapreduce.amazonaws.com.cn", "AWS": "arn:aws:iam::204512347781:role/ci" },
  "Action": "sts:AssumeRole"
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "elasticmapreduce.amazonaws.com", "AWS": "arn:aws:iam::204512347781:role/ci" },
  "Action": "sts:AssumeRole"
}`,
      },
    ],
  },
  about: ["principal:Service"],
  on: {
    principal({ text, type, source, statement }, { report }) {
      if (type !== "Service" || text === undefined) return;
      const plain = text.replace(/\.cn$/, "");
      const chinaName = findService(text)?.chinaName;
      if (plain === text && chinaName === undefined) return;
      const partitions = partitionsOf(statement.policy);
      if (partitions.size === 0) return;
      const inChina = partitions.has("aws-cn");
      if (plain !== text && !inChina && findService(plain)) {
        report(source.span, "china", [text, plain], { fixes: () => [valueFix(source, plain)] });
      } else if (inChina && partitions.size === 1 && chinaName !== undefined) {
        report(source.span, "elsewhere", [text, chinaName], { fixes: () => [valueFix(source, chinaName)] });
      }
    },
  },
});
