import { testsOf } from "../access/admits.ts";
import { providerOf } from "../catalog/index.ts";
import type { Statement } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { federationsOf } from "./shared/federation.ts";

export const irsaIssuerId = defineRule({
  meta: {
    name: "irsa-issuer-id",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The issuer of an EKS cluster does not end in a cluster ID.",
    why: "The issuer of a cluster ends in 32 hexadecimal digits. With another end it is the issuer of no cluster, so no token opens the role.",
    advice:
      "Copy the issuer from the cluster: aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer.",
    references: ["https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"],
    messages: {
      id: (id: string) =>
        `"${id}" is no ID of an EKS cluster, which has 32 hexadecimal digits in capitals. Copy the issuer from the cluster.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
  "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/payments-cluster" },
  "Condition": { "StringEquals": {
    "oidc.eks.eu-west-1.amazonaws.com/id/payments-cluster:aud": "sts.amazonaws.com",
    "oidc.eks.eu-west-1.amazonaws.com/id/payments-cluster:sub": "system:serviceaccount:payments:api" } } }`,
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
      for (const { caller, issuer, provider } of federationsOf(statement)) {
        const { source, text } = caller.principal;
        const id = issuer.slice(issuer.lastIndexOf("/") + 1);
        if (provider.family !== "eks" || source.kind !== "string" || text === undefined) continue;
        if (clusterId.test(id) || /example|x{3}/i.test(id)) continue;
        const fixes = () => issuersOfKeys(statement).map((right) => issuerFix(source, text, issuer, right));
        report(source.spanOf(text.length - id.length, text.length), "id", [id], { fixes });
      }
    },
  },
});

const clusterId = /^[0-9A-F]{32}$/i;

/** The issuers of clusters that condition keys of the statement name whole. */
function issuersOfKeys(statement: Statement): readonly string[] {
  const issuers = testsOf(statement).flatMap(({ claim }) => claim?.issuer ?? []);
  return [...new Set(issuers)].filter(
    (issuer) => providerOf(issuer).family === "eks" && clusterId.test(issuer.slice(issuer.lastIndexOf("/") + 1)),
  );
}

function issuerFix(source: Value, text: string, issuer: string, right: string): Fix {
  return valueFix(source, text.slice(0, text.length - issuer.length) + right, {
    title: "Take the issuer of the condition keys",
  });
}
