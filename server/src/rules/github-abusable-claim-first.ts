import { setText } from "../policy/edit.ts";
import { placeholder } from "../tree/edit.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { isPinnedOtherwise, subjectsOf } from "./shared/subjects.ts";

export const githubAbusableClaimFirst = defineRule({
  meta: {
    name: "github-abusable-claim-first",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A customised GitHub subject names nothing but what anybody can set in a repository of their own.",
    why: "The names of workflows, environments and branches are not unique. Whoever uses the same name in another repository, with the same subject template, gets the same subject.",
    advice: "Put the repository into the subject, or require repository_id or repository_owner_id as well.",
    references: ["https://docs.github.com/en/actions/reference/security/oidc"],
    messages: {
      spoofable: (value: string, who: string) =>
        `"${value}" lets in ${who}. Name the repository in the subject, or test repository_id as well.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "environment:production" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production" } } }`,
      },
    ],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const { federation, value, text, verdict } of subjectsOf(statement)) {
        if (verdict?.verdict !== "spoofable") continue;
        const severity = isPinnedOtherwise(federation) ? "information" : "error";
        const fixes = () => [repositoryFirst(value, text)];
        report(value.span, "spoofable", [text, verdict.summary], { severity, fixes });
      }
    },
  },
});

/** GitHub's own subjects begin with the repository; so may those of a template. */
function repositoryFirst(value: StringValue, text: string): Fix {
  const right = ["repo:", placeholder("OWNER", "OWNER"), "/", placeholder("REPOSITORY", "REPOSITORY"), `:${text}`];
  return { title: "Begin with the repository", edits: [setText(value, right)], safe: false, preferred: true };
}
