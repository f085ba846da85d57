import { setText } from "../policy/edit.ts";
import { defineRule } from "./define.ts";
import { currentVersion, oldVersion } from "./shared/version.ts";

export const versionInvalid = defineRule({
  meta: {
    name: "version-invalid",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "Version is not a version of the policy language.",
    why: "Version names the policy language, not the day on which the policy was written. IAM knows 2012-10-17 and 2008-10-17 and refuses every other value.",
    advice: 'Write "2012-10-17".',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      unknown: (written: string) =>
        `IAM refuses "${written}": Version names the policy language, not a day of yours. Write "${currentVersion}".`,
    },
    examples: [
      {
        bad: `{
  "Version": "2024-06-01",
  "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
}`,
        good: `{
  "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
}`,
      },
    ],
  },
  on: {
    policy({ version }, { report }) {
      const value = version?.value;
      if (value?.kind !== "string" || value.text === undefined) return;
      if (value.text === currentVersion || value.text === oldVersion) return;
      const fixes = () => [
        {
          title: `Change to "${currentVersion}"`,
          edits: [setText(value, currentVersion)],
          safe: true,
          preferred: true,
        },
      ];
      report(value.span, "unknown", [value.text], { fixes });
    },
  },
});
