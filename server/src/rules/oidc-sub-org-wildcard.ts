import type { SubjectVerdict } from "../catalog/types.ts";
import { firstWildcard } from "../policy/match.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { narrowerFixes } from "./shared/subject-fixes.ts";
import { distinctSubjects, isPinnedOtherwise, type Subject } from "./shared/subjects.ts";

export const oidcSubOrgWildcard = defineRule({
  meta: {
    name: "oidc-sub-org-wildcard",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A subject with a wildcard lets in all projects of an owner, or other owners too.",
    why: "The wildcard also fits projects that have nothing to do with the role, those made later among them. Where it follows a part of the owner's name it fits owners that anybody can register. Claims with unchangeable IDs beside it make it safe; then this is for information only.",
    advice: "Name the whole owner and project in front of the first wildcard, or require their IDs as well.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.github.com/en/actions/reference/security/oidc",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      owners: (value: string, who: string) =>
        `"${value}" lets in ${who}, also owners that somebody else registers. Write the whole name in front of the wildcard.`,
      projects: (value: string, who: string) => `"${value}" lets in ${who}. Name the project that the role is for.`,
      prefix: (value: string, who: string) =>
        `"${value}" lets in ${who}. End the name with a colon in front of the wildcard.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com" },
    "StringLike": { "gitlab.com:sub": "project_path:northwind/*:ref_type:branch:ref:main" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com" },
    "StringLike": { "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:release-*" } } }`,
      },
    ],
    yieldsTo: [{ rule: "github-immutable-sub-wildcard" }, { rule: "oidc-sub-only-wildcard" }],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of distinctSubjects(statement)) {
        const { federation, value, text, verdict } = subject;
        // The namespaces of a cluster belong to one owner; a wildcard there has a rule of its own.
        if (!verdict || federation.provider.family === "eks") continue;
        const message = messageFor(verdict);
        if (message === undefined) continue;
        const usual = message === "owners" ? "error" : "warning";
        const severity = isPinnedOtherwise(federation) ? "information" : usual;
        report(value.span, message, [text, verdict.summary], {
          severity,
          fixes: () => [...colonFixes(subject), ...narrowerFixes(subject)],
        });
      }
    },
  },
});

function messageFor({ verdict }: SubjectVerdict): "owners" | "projects" | "prefix" | undefined {
  if (verdict === "open-owner") return "owners";
  if (verdict === "owner-wide") return "projects";
  return verdict === "open-project" ? "prefix" : undefined;
}

/** `repo:acme/app*` was often meant as `repo:acme/app:*`. */
function colonFixes({ text, value, verdict }: Subject): readonly Fix[] {
  const wild = firstWildcard(text);
  if (verdict?.verdict !== "open-project" || wild !== text.length - 1 || /[:/]$/.test(text.slice(0, wild))) return [];
  return [valueFix(value, `${text.slice(0, wild)}:*`)];
}
