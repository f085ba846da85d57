import { limits } from "../catalog/index.ts";
import { thousands } from "../text/thousands.ts";
import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { blanksInTexts, shortenings } from "./shared/size.ts";

export const sizeQuota = defineRule({
  meta: {
    name: "size-quota",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The policy is longer than IAM takes.",
    why: "IAM counts the characters of a trust policy, white space between them left out. The default quota is 2,048; Service Quotas can raise it up to 8,192. Past the quota IAM refuses to save the policy; past the maximum it is an error here.",
    advice: "Shorten the policy, or raise the quota and say so in the setting trustPolicy.roleTrustPolicyQuota.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      usual: (size: string, quota: string) =>
        `${size} characters; IAM's default limit for a trust policy is ${quota} (white space does not count).`,
      set: (size: string, quota: string) =>
        `${size} characters; the quota that is set for this account is ${quota} (white space does not count).`,
      maximum: (size: string, maximum: string) =>
        `${size} characters; IAM takes at most ${maximum}, and no quota goes beyond that (white space does not count).`,
      maybe: (low: string, high: string, quota: string) =>
        `${low} characters, or ${high} with the blanks inside texts; the quota is ${quota}, and AWS does not say which it counts.`,
    },
    examples: [
      {
        bad: `{ "Sid": "TheInstancesOfTheWebServers", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        settings: { quota: 150 },
      },
    ],
  },
  on: {
    policy(policy, { place, settings, report }) {
      const { quota } = settings;
      const { size } = place;
      if (size === undefined || size <= quota) return;
      const at = headOf(policy.source);
      const fixes = () => shortenings(policy, place, size - quota);
      const low = size - blanksInTexts(policy.source);
      if (low <= quota) {
        const counts = [thousands(low), thousands(size), thousands(quota)] as const;
        return report(at, "maybe", [...counts], { severity: "information", fixes });
      }
      const counted = thousands(size);
      const { maximumQuota } = limits;
      if (low > maximumQuota) {
        report(at, "maximum", [counted, thousands(maximumQuota)], { severity: "error", fixes });
      } else report(at, quota === limits.quota ? "usual" : "set", [counted, thousands(quota)], { fixes });
    },
  },
});
