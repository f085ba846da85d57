import { callersOf } from "../access/caller.ts";
import { kindInWords, listInWords } from "../access/words.ts";
import { defineRule } from "./define.ts";
import { familyOf, splitByKindFix } from "./shared/kind-split.ts";

export const actionMixedPrincipals = defineRule({
  meta: {
    name: "action-mixed-principals",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Principals that need different actions share a statement.",
    why: "Every action and every condition of a statement applies to each of its principals. Accounts and services use sts:AssumeRole, providers the actions WithWebIdentity and WithSAML; conditions that one kind satisfies shut the other one out.",
    advice: "Give each kind of principal a statement of its own.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      mixed: (kinds: string) =>
        `${kinds} need different actions, and every action and condition here applies to all of them. Give each kind a statement of its own.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci", "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": ["sts:AssumeRole", "sts:AssumeRoleWithSAML"]
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci", "Service": "ec2.amazonaws.com" },
  "Action": "sts:AssumeRole"
}`,
      },
    ],
  },
  about: ["statement:several principals"],
  on: {
    statement(statement, { report }) {
      const { principal, principals } = statement;
      if (principals.length < 2) return;
      const kinds = [...new Set(callersOf(statement).map(({ kind }) => kind))].sort();
      const families = new Map(kinds.map((kind) => [familyOf(kind), kind]));
      if (!principal || families.size < 2 || !statement.allow) return;
      const words = listInWords([...families.values()].map(kindInWords));
      const fixes = () => splitByKindFix(statement);
      report(principal.key.span, "mixed", [words.charAt(0).toUpperCase() + words.slice(1)], { fixes });
    },
  },
});
