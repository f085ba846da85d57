import { defineRule } from "./define.ts";
import { narrowerFixes } from "./shared/subject-fixes.ts";
import { subjectsOf } from "./shared/subjects.ts";

export const tfcRunPhase = defineRule({
  meta: {
    name: "tfc-run-phase",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "Plan runs of HCP Terraform can assume the role as well as apply runs.",
    why: "A plan also runs for pull requests, with code that nobody has approved. It needs to read; only an apply needs to change things.",
    advice: "Use one role for run_phase:plan and another for run_phase:apply.",
    references: [
      "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration",
    ],
    messages: {
      both: (value: string, who: string) =>
        `"${value}" lets in ${who}. Use one role for plans and another for applies.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" },
    "StringLike": { "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
      },
    ],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of subjectsOf(statement)) {
        const { federation, value, text, verdict } = subject;
        if (federation.provider.family !== "hcp-terraform" || verdict?.verdict !== "any-ref") continue;
        report(value.span, "both", [text, verdict.summary], { fixes: () => narrowerFixes(subject) });
      }
    },
  },
});
