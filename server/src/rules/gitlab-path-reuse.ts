import { defineRule } from "./define.ts";
import { claimFixes } from "./shared/federation-fixes.ts";
import { areSubjectsKnown, isPinnedOtherwise, subjectsOf } from "./shared/subjects.ts";

export const gitlabPathReuse = defineRule({
  meta: {
    name: "gitlab-path-reuse",
    group: "security",
    severity: "hint",
    since: "0.1.0",
    summary: "A trust in GitLab rests on the path of a project alone.",
    why: "When a group or project is renamed or deleted, somebody else can take the path and with it the role.",
    advice: "Require project_id or namespace_id as well.",
    references: ["https://docs.gitlab.com/ci/cloud_services/aws/"],
    messages: {
      path: (key: string) => `Paths can be taken over once they are free. Test "${key}" as well; IDs stay.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:project_id": "48213377",
    "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-arn-scheme", within: "statement" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      const subjects = subjectsOf(statement).filter(({ federation }) => federation.provider.id === "gitlab");
      const [first] = subjects;
      if (!first || !areSubjectsKnown(statement) || isPinnedOtherwise(first.federation)) return;
      if (!subjects.every(({ text }) => /^project_path:[^*?]+/.test(text))) return;
      const fixes = () => claimFixes(first.federation, "project_id");
      report(first.test.condition.key.span, "path", [`${first.federation.issuer}:project_id`], { fixes });
    },
  },
});
