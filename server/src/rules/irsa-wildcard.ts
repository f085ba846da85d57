import { defineRule } from "./define.ts";
import { narrowerFixes } from "./shared/subject-fixes.ts";
import { subjectsOf } from "./shared/subjects.ts";

export const irsaWildcard = defineRule({
  meta: {
    name: "irsa-wildcard",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary:
      "The subject of a role for pods fits every service account of the cluster, or the one that all pods have by default.",
    why: "A wildcard in place of the namespace lets in pods of every namespace, and default:default is what every pod of the default namespace runs as that names no other.",
    advice: "Name the namespace and the service account that the role is for.",
    references: [
      "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      wide: (value: string, who: string) => `"${value}" lets in ${who}. Name the namespace and the service account.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9" },
  "Condition": {
    "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:aud": "sts.amazonaws.com" },
    "StringLike": { "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:sub": "system:serviceaccount:*:*" } } }`,
        good: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9" },
  "Condition": {
    "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:aud": "sts.amazonaws.com" },
    "StringLike": { "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:sub": "system:serviceaccount:payments:api-*" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-sub-only-wildcard" }],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of subjectsOf(statement)) {
        const { federation, value, text, verdict } = subject;
        if (federation.provider.family !== "eks" || !verdict || !wide.has(verdict.verdict)) continue;
        report(value.span, "wide", [text, verdict.summary], { fixes: () => narrowerFixes(subject) });
      }
    },
  },
});

const wide = new Set(["everybody", "open-owner", "any-ref"]);
