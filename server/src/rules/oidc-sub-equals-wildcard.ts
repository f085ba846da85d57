import { testFor } from "../access/admits.ts";
import { verdictOf } from "../access/subject.ts";
import type { SubjectVerdict } from "../catalog/types.ts";
import { hasWildcard } from "../policy/match.ts";
import type { Condition } from "../policy/model.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { type Federation, federationsOf } from "./shared/federation.ts";
import { subjectExampleFix } from "./shared/federation-fixes.ts";
import { isSubjectKey } from "./shared/subjects.ts";

export const oidcSubEqualsWildcard = defineRule({
  meta: {
    name: "oidc-sub-equals-wildcard",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A subject with a wildcard stands under an operator that takes it literally.",
    why: "StringEquals compares letter by letter. No token has a subject with an asterisk in it, so the value never matches.",
    advice: "Use StringLike for a pattern.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      literal: (operator: string, sign: string, value: string) =>
        `${operator} takes "${sign}" literally, so "${value}" never matches. Use StringLike.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" },
    "StringLike": { "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:*" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-key-prefix-mismatch", within: "statement" }],
  },
  about: ["claim"],
  on: {
    condition(condition, { report }) {
      const { operator } = testFor(condition);
      if (!condition.statement.allow || !isSubjectKey(condition) || operator?.family !== "String") return;
      if (operator.wildcards || operator.negated) return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined || !hasWildcard(value.text)) continue;
        const sign = value.text.includes("*") ? "*" : "?";
        const fixes = () => likeFixes(condition, value);
        report(value.span, "literal", [operator.name, sign, value.text], { fixes });
      }
    },
  },
});

/** StringLike; not where the pattern would let in everybody: then a subject of the provider's. */
function likeFixes(condition: Condition, value: StringValue): readonly Fix[] {
  const federations = federationsOf(condition.statement);
  const opens = ({ provider }: Federation) =>
    condition.values.some((other) => {
      const text = other.kind === "string" ? other.text : undefined;
      if (text === undefined) return false;
      return /^[*?]+$/.test(text) || openTo.has(verdictOf(provider, text, true)?.verdict ?? "pinned");
    });
  const open = federations.find(opens);
  if (open) return subjectExampleFix(open, condition, value);
  return operatorFix(condition, operatorWith(condition, { base: "StringLike" }));
}

const openTo: ReadonlySet<SubjectVerdict["verdict"]> = new Set(["everybody", "open-owner", "spoofable"]);
