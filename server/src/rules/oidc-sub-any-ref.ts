import { defineRule } from "./define.ts";
import { narrowerFixes } from "./shared/subject-fixes.ts";
import { distinctSubjects } from "./shared/subjects.ts";

export const oidcSubAnyRef = defineRule({
  meta: {
    name: "oidc-sub-any-ref",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "A subject lets in everything that runs in a project, or on any branch of it.",
    why: "Whoever can push a branch or open a pull request can run code with this role, before anyone has reviewed it.",
    advice: "Name a protected branch or an environment.",
    references: [
      "https://docs.github.com/en/actions/reference/security/oidc",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      wide: (value: string, who: string) => `"${value}" lets in ${who}. Name a branch or an environment to narrow it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com" }, "StringLike": { "gitlab.com:sub": "project_path:northwind/fleet:*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
      },
    ],
    yieldsTo: [{ rule: "tfc-run-phase" }],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of distinctSubjects(statement)) {
        const { federation, value, text, verdict } = subject;
        if (federation.provider.family === "eks") continue;
        if (verdict?.verdict !== "any-ref" && verdict?.verdict !== "any-branch") continue;
        report(value.span, "wide", [text, verdict.summary], { fixes: () => narrowerFixes(subject) });
      }
    },
  },
});
