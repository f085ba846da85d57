import { setText } from "../policy/edit.ts";
import { defineRule } from "./define.ts";
import { currentVersion, firstVariable, oldVersion } from "./shared/version.ts";

export const versionOld = defineRule({
  meta: {
    name: "version-old",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Version is 2008-10-17, the old policy language.",
    why: "The old language has no variables: ${aws:username} is compared as it is written and matches nothing. It is an error where the policy uses a variable.",
    advice: 'Write "2012-10-17".',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
    messages: {
      plain: () => `${oldVersion} is the old policy language, without variables. Write "${currentVersion}".`,
      variable: (variable: string) =>
        `Under ${oldVersion} ${variable} is plain text, so this condition compares with the text itself. Write "${currentVersion}".`,
    },
    examples: [
      {
        bad: `{
  "Version": "2008-10-17",
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
    policy(policy, { report }) {
      const value = policy.version?.value;
      if (value?.kind !== "string" || value.text !== oldVersion) return;
      const fixes = () => [
        {
          title: `Change to "${currentVersion}"`,
          edits: [setText(value, currentVersion)],
          safe: true,
          preferred: true,
        },
      ];
      const variable = firstVariable(policy);
      if (!variable) return report(value.span, "plain", [], { fixes });
      const related = [{ span: variable.span, message: "This variable needs the current version." }];
      report(value.span, "variable", [variable.text], { severity: "error", related, fixes });
    },
  },
});
