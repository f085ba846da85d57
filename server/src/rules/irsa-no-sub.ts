import { defineRule } from "./define.ts";
import { openFederations, testsAnyClaim, testsOneOf } from "./shared/federation.ts";
import { subjectFixes } from "./shared/federation-fixes.ts";

export const irsaNoSub = defineRule({
  meta: {
    name: "irsa-no-sub",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A role for pods of an EKS cluster does not test the service account.",
    why: "The cluster issues a token to every pod. Without a test of the subject each of them can assume the role, whatever it runs.",
    advice: "Test the subject: system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT.",
    references: [
      "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
    messages: {
      everyPod: (key: string) =>
        `Every pod of the cluster can assume this role. Test "${key}" for the namespace and service account that it is meant for.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9" },
  "Condition": { "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:aud": "sts.amazonaws.com" } } }`,
        good: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9" },
  "Condition": { "StringEquals": {
    "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:aud": "sts.amazonaws.com",
    "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9:sub": "system:serviceaccount:payments:api" } } }`,
      },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        if (provider.family !== "eks" || !testsAnyClaim(federation)) continue;
        if (testsOneOf(federation, provider.identityClaims)) continue;
        const fixes = () => subjectFixes(federation);
        report(caller.principal.source.span, "everyPod", [`${issuer}:sub`], { fixes });
      }
    },
  },
});
