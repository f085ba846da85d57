import { thousands } from "../text/thousands.ts";
import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";

/** From this part of the quota on it is worth knowing. */
const near = 0.9;

export const sizeNearQuota = defineRule({
  meta: {
    name: "size-near-quota",
    group: "style",
    severity: "information",
    since: "0.1.0",
    summary: "The policy uses more than nine tenths of the characters that IAM takes.",
    why: "The next statement may not fit. Merging statements with the same conditions, leaving Sids out and writing account IDs in place of root ARNs make room.",
    advice: "Shorten the policy before it grows, or have the quota raised.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"],
    messages: {
      near: (size: string, quota: string) => `${size} of ${quota} characters are used (white space does not count).`,
    },
    examples: [
      {
        bad: `{ "Sid": "WebServers", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        settings: { quota: 160 },
      },
    ],
    yieldsTo: [{ rule: "size-quota", within: "policy" }],
  },
  on: {
    policy({ source }, { place, settings, report }) {
      const { size } = place;
      if (size === undefined || size > settings.quota || size <= settings.quota * near) return;
      report(headOf(source), "near", [thousands(size), thousands(settings.quota)]);
    },
  },
});
