import { isNarrowedFor } from "../access/admits.ts";
import { opensRole } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { isDocumentationAccount } from "../access/placeholder.ts";
import { string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { externalIdTest, narrowFix, organizationTest } from "./shared/principal-fixes.ts";

export const crossAccountNoCondition = defineRule({
  meta: {
    name: "cross-account-no-condition",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "An account that is not yours is trusted without any condition.",
    why: "Who looks after the other account decides who takes the role. A condition keeps that within what was agreed: your organization, an external ID, MFA. Speaks only where your accounts are set, also of vendors that you trust.",
    advice: "Add the account to accounts if it is yours, or a condition.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    ],
    messages: {
      unlimited: (account: string) =>
        `Account ${account} is not one of yours, and no condition limits who takes the role from there. Demand an organization, an external ID or MFA.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/audit" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:role/audit" },
  "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
}`,
        settings: { accounts: ["204512347781"], trustedVendors: ["518830026694"] },
      },
    ],
    yieldsTo: [{ rule: "third-party-no-external-id" }, { rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["principal:AWS"],
  on: {
    principal(principal, { report, settings }) {
      const { statement, source } = principal;
      const caller = callerOf(principal);
      if (!statement.allow || settings.accounts.length === 0 || caller?.kind !== "AWS") return;
      const { account, parsed } = caller;
      if (account === undefined || settings.accounts.includes(account) || isDocumentationAccount(account)) return;
      if (parsed?.form === "malformed" || !opensRole(statement) || isNarrowedFor(statement, caller)) return;
      const mfa = { operator: "Bool", key: "aws:MultiFactorAuthPresent", value: string("true") };
      const fixes = () => [
        ...narrowFix(principal, "Demand an organization with aws:PrincipalOrgID", {
          added: [organizationTest(settings)],
        }),
        ...narrowFix(principal, "Demand an external ID with sts:ExternalId", { added: [externalIdTest()] }),
        ...narrowFix(principal, "Demand MFA with aws:MultiFactorAuthPresent", { added: [mfa] }),
      ];
      report(source.span, "unlimited", [account], { fixes });
    },
  },
});
