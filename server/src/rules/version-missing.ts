import { string } from "../tree/edit.ts";
import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { canPolicyLack } from "./shared/elements.ts";
import { currentVersion, firstVariable } from "./shared/version.ts";

export const versionMissing = defineRule({
  meta: {
    name: "version-missing",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The policy has no Version.",
    why: "Without Version the policy language of 2008 applies, in which variables such as ${aws:username} are plain text.",
    advice: 'Write "Version": "2012-10-17".',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      plain: () => "Version is missing, so the policy language of 2008 applies, without variables. Add 2012-10-17.",
      variable: (variable: string) =>
        `Version is missing, so the policy language of 2008 applies and ${variable} is plain text. Add 2012-10-17.`,
    },
    examples: [
      {
        bad: `{
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
    policy(policy, { place, report }) {
      const { object } = policy;
      if (!object || !policy.statement || policy.version || !canPolicyLack(policy, place, "Version")) return;
      const fixes = () => [
        {
          title: `Add "Version": "${currentVersion}"`,
          edits: [
            { kind: "insert-member", object, key: "Version", value: string(currentVersion), after: undefined } as const,
          ],
          safe: true,
          preferred: true,
        },
      ];
      const variable = firstVariable(policy);
      if (variable) report(headOf(object), "variable", [variable.text], { fixes });
      else report(headOf(object), "plain", [], { fixes });
    },
  },
});
