import { opensRole } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { exposureOf } from "../access/exposure.ts";
import { setText } from "../policy/edit.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { defineRule, type Fix } from "./define.ts";
import { narrowFix, organizationTest } from "./shared/principal-fixes.ts";

export const principalPublic = defineRule({
  meta: {
    name: "principal-public",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "Everybody with an AWS account can assume the role.",
    why: 'Under AWS "*" stands for every identity of every account, not only of yours. Without a condition that keeps the others out, anybody on the internet with an AWS account of their own takes the role.',
    advice: "Name the accounts or roles that are meant, or demand your organization with aws:PrincipalOrgID.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
    messages: {
      open: () =>
        "Anyone with an AWS account can assume this role. Name who is meant, or demand your organization with aws:PrincipalOrgID.",
      noTest: () =>
        "Anyone with an AWS account can assume this role: no condition here keeps anybody out. Name who is meant, or demand your organization with aws:PrincipalOrgID.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "*" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } }
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
      if (exposureOf(statement, caller) !== "open") return;
      const title = "Demand your organization with aws:PrincipalOrgID";
      const fixes = (): readonly Fix[] => [
        ...narrowFix(principal, title, { added: [organizationTest(settings)] }, { preferred: true }),
        { title: "Name one account", edits: [setText(source, [accountPlace])], safe: false },
      ];
      report(source.span, statement.conditions.length === 0 ? "open" : "noTest", [], { fixes });
    },
  },
});
