import { testFor } from "../access/admits.ts";
import { issuerOfKey, providerOf } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { operatorFix } from "./shared/condition-fixes.ts";

export const cognitoAmrOperator = defineRule({
  meta: {
    name: "cognito-amr-operator",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "Cognito's amr is tested without ForAnyValue.",
    why: "The claim holds several values: whether the user is signed in, and by which provider. A test without ForAnyValue does not look for one of them.",
    advice: "Use ForAnyValue:StringLike.",
    references: [
      "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    ],
    messages: {
      many: (right: string) =>
        `amr holds several values, and the operator does not say that one has to fit. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f",
    "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:6e1f0d2c-7b3a-4c5d-8e9f-0a1b2c3d4e5f" },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } } }`,
      },
    ],
  },
  about: ["claim"],
  on: {
    condition(condition, { report }) {
      const { key, operator, setOperator } = testFor(condition);
      const parts = key && issuerOfKey(key.spelling);
      if (parts?.claim.toLowerCase() !== "amr" || providerOf(parts.issuer).family !== "cognito-identity") return;
      if (setOperator || operator?.family !== "String" || operator.negated) return;
      const right = "ForAnyValue:StringLike";
      report(condition.key.span, "many", [right], { fixes: () => operatorFix(condition, right) });
    },
  },
});
