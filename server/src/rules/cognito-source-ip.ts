import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";

export const cognitoSourceIp = defineRule({
  meta: {
    name: "cognito-source-ip",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The address of a Cognito user is tested.",
    why: "In the enhanced flow Cognito itself calls STS, so the address in the request is one of AWS's and not that of the user.",
    advice: "Test the address in the permissions policy of the role.",
    references: ["https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html"],
    messages: {
      other: (key: string) =>
        `In the enhanced flow Cognito makes the call, so ${key} is not the address of the user. Test it in the role's permissions policy.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    "IpAddress": { "aws:SourceIp": "18.203.7.0/24" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-ip-private" }],
  },
  about: ["pins:network"],
  on: {
    condition(condition, { report }) {
      const { key } = testFor(condition);
      if (key?.key.pins !== "network" || key.key.type !== "IPAddress") return;
      const callers = callersOf(condition.statement);
      if (callers.length === 0 || !callers.every(({ provider }) => provider?.family === "cognito-identity")) return;
      report(condition.key.span, "other", [key.spelling], { fixes: () => removalFixes(condition) });
    },
  },
});
