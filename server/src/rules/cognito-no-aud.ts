import { addConditions } from "../policy/edit.ts";
import { string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { type Federation, openFederations, testsOneOf } from "./shared/federation.ts";
import { missingAudience } from "./shared/federation-fixes.ts";

export const cognitoNoAud = defineRule({
  meta: {
    name: "cognito-no-aud",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A trust in Amazon Cognito identity pools does not say which pool.",
    why: "All identity pools of all AWS accounts share one issuer. The audience holds the ID of the pool; without it users of anybody's pool could assume the role, and IAM refuses the policy.",
    advice: "Test cognito-identity.amazonaws.com:aud for the ID of your identity pool.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
      "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
    ],
    messages: {
      missing: (key: string) =>
        `IAM refuses to save this: a trust in Cognito must test "${key}". Without it users of every identity pool of any account could assume the role.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
      },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        if (provider.family !== "cognito-identity" || testsOneOf(federation, ["aud"])) continue;
        const fixes = () => poolFixes(federation);
        report(caller.principal.source.span, "missing", [`${issuer}:aud`], { fixes });
      }
    },
  },
});

/** The pool, and who of it: without `amr` guests get in as well. */
function poolFixes(federation: Federation): readonly Fix[] {
  const { statement, issuer } = federation;
  const pool = missingAudience(federation);
  if (testsOneOf(federation, ["amr"])) {
    return [{ title: 'Limit to one identity pool with "…:aud"', edits: addConditions(statement, pool), safe: false }];
  }
  const users = { operator: "ForAnyValue:StringLike", key: `${issuer}:amr`, value: string("authenticated") };
  return [
    {
      title: "Limit to signed-in users of one identity pool",
      edits: addConditions(statement, [...pool, users]),
      safe: false,
      preferred: true,
    },
  ];
}
