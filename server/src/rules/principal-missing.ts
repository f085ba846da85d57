import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { canLack } from "./shared/elements.ts";
import { principalOffers } from "./shared/principal-offers.ts";

export const principalMissing = defineRule({
  meta: {
    name: "principal-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement names no principal.",
    why: "A trust policy says who may assume the role. IAM refuses a statement that names nobody.",
    advice: "Add Principal: an AWS service, an account, a role, or an identity provider.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: () => "IAM refuses this statement: Principal is missing. Add who may assume the role.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:incomplete"],
  on: {
    statement(statement, { report }) {
      if (statement.principal || statement.notPrincipal || !canLack(statement, "Principal")) return;
      const fixes = () => principalOffers(statement);
      report(headOf(statement.source), "missing", [], { fixes });
    },
  },
});
