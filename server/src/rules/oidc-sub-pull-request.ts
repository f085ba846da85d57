import { defineRule } from "./define.ts";
import { distinctSubjects } from "./shared/subjects.ts";

export const oidcSubPullRequest = defineRule({
  meta: {
    name: "oidc-sub-pull-request",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "Workflows of pull requests can assume the role.",
    why: "A pull request runs code that nobody has reviewed yet. Whatever the role may do, that code may do.",
    advice: "Give pull requests a role of their own that can only read.",
    references: ["https://docs.github.com/en/actions/reference/security/oidc"],
    messages: {
      unreviewed: (value: string, who: string) =>
        `"${value}" lets in ${who}, before anyone has reviewed it. Keep this role to reading.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:pull_request" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:ref:refs/heads/main" } } }`,
      },
    ],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const { value, text, verdict } of distinctSubjects(statement)) {
        if (verdict?.verdict === "pull-request") report(value.span, "unreviewed", [text, verdict.summary]);
      }
    },
  },
});
