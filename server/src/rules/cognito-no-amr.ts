import { requires } from "../access/admits.ts";
import { addConditions } from "../policy/edit.ts";
import { string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { openFederations, testsOneOf } from "./shared/federation.ts";

export const cognitoNoAmr = defineRule({
  meta: {
    name: "cognito-no-amr",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A role for a Cognito identity pool lets guests in as well.",
    why: "An identity pool gives tokens to signed-in users and, where guest access is on, to anybody. Only the claim amr tells them apart.",
    advice: "Test amr with ForAnyValue:StringLike: authenticated for signed-in users, unauthenticated for guests.",
    references: ["https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html"],
    messages: {
      guests: (key: string) =>
        `Guests and signed-in users of the identity pool can both assume this role. Test "${key}" for "authenticated" or "unauthenticated".`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
      },
    ],
    yieldsTo: [{ rule: "cognito-no-aud" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const federation of openFederations(statement)) {
        const { caller, issuer, provider } = federation;
        if (provider.family !== "cognito-identity" || testsOneOf(federation, ["amr"])) continue;
        if (requires(statement, caller, ({ key }) => key.pins === "subject")) continue;
        const key = `${issuer}:amr`;
        const fixes = () =>
          ["authenticated", "unauthenticated"].map((who, index) => ({
            title: who === "authenticated" ? "Let in signed-in users only" : "Let in guests only",
            edits: addConditions(statement, [{ operator: "ForAnyValue:StringLike", key, value: string(who) }]),
            safe: false,
            preferred: index === 0,
          }));
        report(caller.principal.source.span, "guests", [key], { fixes });
      }
    },
  },
});
