import { verdictOf } from "../access/subject.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { subjectExampleFix } from "./shared/federation-fixes.ts";
import { type Subject, subjectsOf } from "./shared/subjects.ts";

export const oidcSubShape = defineRule({
  meta: {
    name: "oidc-sub-shape",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A subject does not have the shape of the provider's subjects.",
    why: "Each provider builds the subject of its tokens in a fixed way. A value of another shape matches no token, so it lets nobody in.",
    advice: "Write the subject as the provider documents it.",
    references: [
      "https://docs.github.com/en/actions/reference/security/oidc",
      "https://docs.gitlab.com/ci/cloud_services/aws/",
      "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration",
      "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    ],
    messages: {
      never: (value: string, why: string) => `"${value}" lets in ${why}.`,
      customised: (value: string) =>
        `"${value}" fits only tokens whose subject the organization or repository has customised so on GitHub. Check that it has.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity", "app.terraform.io:sub": "workspace:prod:run_phase:apply" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of subjectsOf(statement)) {
        const { value, text, verdict } = subject;
        if (verdict?.verdict === "customised" && subject.federation.provider.family === "github") {
          // This one looks like GitHub's own form, and is easily taken for it.
          const severity = /^repo:[^:]+:environment:/.test(text) ? "information" : "hint";
          report(value.span, "customised", [text], { severity });
        }
        if (verdict?.verdict !== "never" || text.trim() === "") continue;
        report(value.span, "never", [text, verdict.summary], { fixes: () => shapeFixes(subject) });
      }
    },
  },
});

/** The slips that people make with GitHub's subjects, put right where what they meant can be read off. */
function shapeFixes(subject: Subject): readonly Fix[] {
  const { federation, text, value, patterns } = subject;
  const example = () => subjectExampleFix(federation, subject.test.condition, value);
  if (federation.provider.family !== "github") return example();
  const withRepository = /^[\w.-]+\/[\w.-]+:/.test(text)
    ? `repo:${text}`
    : text.replace(/^repo:github\.com\//, "repo:");
  const right = withRepository.replace(
    /^(repo:[^:]+:)(?:branch:|ref:(?!refs\/)(?:heads\/)?|(?=(?:main|master)$))(?=[^:]+$)/,
    "$1ref:refs/heads/",
  );
  return verdictOf(federation.provider, right, patterns)?.verdict === "never" ? example() : [valueFix(value, right)];
}
