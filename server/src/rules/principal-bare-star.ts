import { addConditions } from "../policy/edit.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { object, string } from "../tree/edit.ts";
import { hasHole } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { organizationTest } from "./shared/principal-fixes.ts";

export const principalBareStar = defineRule({
  meta: {
    name: "principal-bare-star",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: 'Principal is "*" without saying of which kind.',
    why: 'Policies of buckets and queues take "Principal": "*"; a trust policy does not. IAM answers: AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    advice:
      'Name the accounts, services or providers under AWS, Service or Federated. Everybody is { "AWS": "*" }, which needs a condition that says whose identities are meant.',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      allow: () =>
        'IAM refuses "Principal": "*" in a trust policy. Name who may assume the role under AWS, Service or Federated.',
      deny: () => 'IAM refuses "Principal": "*" in a trust policy. Write { "AWS": "*" }.',
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "*" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } }
}`,
      },
    ],
  },
  about: ["principal:untyped"],
  on: {
    principal(principal, { report, settings }) {
      const { statement, source, text, type } = principal;
      if (type !== undefined || text !== "*" || statement.principal?.value !== source) return;
      if (statement.effect && hasHole(statement.effect.value)) return;
      const everybody = { kind: "replace", target: source, value: object([["AWS", string("*")]]) } as const;
      const account = object([["AWS", string([accountPlace])]]);
      const fixes = (): readonly Fix[] => {
        if (statement.allow === false)
          return [{ title: 'Write { "AWS": "*" }', edits: [everybody], safe: false, preferred: true }];
        return [
          {
            title: "Allow your organization with aws:PrincipalOrgID",
            edits: [everybody, ...addConditions(statement, [organizationTest(settings)])],
            safe: false,
            preferred: true,
          },
          { title: "Allow one account", edits: [{ kind: "replace", target: source, value: account }], safe: false },
        ];
      };
      report(source.span, statement.allow === false ? "deny" : "allow", [], { fixes });
    },
  },
});
