import { opensRole } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { exposureOf } from "../access/exposure.ts";
import { defineRule } from "./define.ts";
import { narrowFix, organizationTest } from "./shared/principal-fixes.ts";

export const principalPublicWeakCondition = defineRule({
  meta: {
    name: "principal-public-weak-condition",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "Everybody is trusted, and the conditions do not say whose identities are meant.",
    why: "External IDs, addresses, tags and MFA tell something about the request, not about the account that makes it. Tests that only exclude, that end in IfExists or begin with ForAllValues let through whoever lacks the key.",
    advice: "Name the accounts, or demand the organization or account with aws:PrincipalOrgID or aws:PrincipalAccount.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
    messages: {
      weak: () =>
        'Under AWS "*" means every account, and no condition here says which. Demand your organization with aws:PrincipalOrgID, or name the accounts.',
      network: () =>
        "Callers of every account can take this role if they come through that network. Demand your organization with aws:PrincipalOrgID as well.",
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "*" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "c0ffee-5f3b9c-2027" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "*" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p", "sts:ExternalId": "c0ffee-5f3b9c-2027" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["form:anyone"],
  on: {
    principal(principal, { report, settings }) {
      const { statement, source } = principal;
      const caller = callerOf(principal);
      if (!statement.allow || caller?.parsed?.form !== "anyone" || !opensRole(statement)) return;
      const exposure = exposureOf(statement, caller);
      const title = "Demand your organization with aws:PrincipalOrgID";
      const fixes = () => narrowFix(principal, title, { added: [organizationTest(settings)] }, { preferred: true });
      if (exposure === "weak") report(source.span, "weak", [], { fixes });
      if (exposure === "network") report(source.span, "network", [], { fixes, severity: "information" });
    },
  },
});
