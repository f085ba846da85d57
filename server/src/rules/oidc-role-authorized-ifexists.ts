import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { presenceFor } from "../access/conditions.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";

export const oidcRoleAuthorizedIfexists = defineRule({
  meta: {
    name: "oidc-role-authorized-ifexists",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "IfExists stands with a truth value that every request carries.",
    why: "Every request of AssumeRoleWithWebIdentity carries sts:RoleAuthorizedByIdp, so IfExists makes no difference.",
    advice: "Use Bool.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"],
    messages: {
      always: (key: string, right: string) =>
        `${key} is in every request with a web identity, so IfExists makes no difference. ${right} is enough.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" },
    "BoolIfExists": { "sts:RoleAuthorizedByIdp": "true" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/login.example.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "login.example.com:aud": "sts.amazonaws.com", "login.example.com:sub": "deployer" },
    "Bool": { "sts:RoleAuthorizedByIdp": "true" } } }`,
      },
    ],
  },
  about: ["operator:Bool"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const callers = callersOf(condition.statement);
      if (test.operator?.family !== "Bool" || !test.ifExists || test.key?.key.prefix !== "sts") return;
      if (callers.length === 0 || !callers.every((caller) => presenceFor(test, caller) === "always")) return;
      const right = operatorWith(condition, { ifExists: false });
      const fixes = () => operatorFix(condition, right, { safe: true });
      report(condition.key.span, "always", [test.key.spelling, right], { fixes });
    },
  },
});
