import { defineRule } from "./define.ts";
import { claimFixes } from "./shared/federation-fixes.ts";
import { areSubjectsKnown, isPinnedOtherwise, subjectsOf } from "./shared/subjects.ts";

export const githubMutableNames = defineRule({
  meta: {
    name: "github-mutable-names",
    group: "security",
    severity: "hint",
    since: "0.1.0",
    summary: "A trust in GitHub Actions rests on names alone.",
    why: "When an owner or repository is renamed or deleted, somebody else can take the name and with it the role.",
    advice: "Require repository_id or repository_owner_id as well, or use the form of the subject that holds IDs.",
    references: [
      "https://docs.github.com/en/actions/reference/security/oidc",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
    ],
    messages: {
      names: (key: string) => `Names can be taken over after a rename. Test "${key}" as well; IDs stay.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:repository_id": "55443322",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-arn-scheme", within: "statement" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      if (!areSubjectsKnown(statement)) return;
      const subjects = subjectsOf(statement).filter(({ federation }) => federation.provider.immutableSubjectsSince);
      const [first] = subjects;
      if (!first || subjects.some(({ text }) => text.includes("@")) || isPinnedOtherwise(first.federation)) return;
      if (!subjects.every(({ verdict }) => verdict && byName.has(verdict.verdict))) return;
      const key = `${first.federation.issuer}:repository_id`;
      report(first.test.condition.key.span, "names", [key], {
        fixes: () => claimFixes(first.federation, "repository_id"),
      });
    },
  },
});

const byName = new Set(["pinned", "any-ref", "any-branch", "pull-request"]);
