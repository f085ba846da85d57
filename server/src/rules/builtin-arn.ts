import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { federationsOf } from "./shared/federation.ts";

export const builtinArn = defineRule({
  meta: {
    name: "builtin-arn",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A provider that IAM has built in is named by an ARN.",
    why: "Amazon, Cognito, Facebook and Google need no OIDC provider of your own in IAM; AWS asks for the built-in name.",
    advice: "Write the name alone.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"],
    messages: {
      builtin: (issuer: string) =>
        `IAM has ${issuer} built in, without an OIDC provider of yours. Write "${issuer}" alone.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/accounts.google.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "accounts.google.com:aud": "66677788899900pro0.apps.googleusercontent.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "accounts.google.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "accounts.google.com:aud": "66677788899900pro0.apps.googleusercontent.com" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-arn-scheme" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const { caller, issuer, provider } of federationsOf(statement)) {
        const { source, text } = caller.principal;
        if (!text?.includes(":oidc-provider/") || !provider.builtin) continue;
        report(source.span, "builtin", [issuer], { fixes: () => [valueFix(source, issuer)] });
      }
    },
  },
});
