import { testFor } from "../access/admits.ts";
import { findKey } from "../catalog/index.ts";
import type { ResolvedKey } from "../catalog/types.ts";
import { setText } from "../policy/edit.ts";
import { hasWildcard } from "../policy/match.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { placeholder } from "../tree/edit.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const sensitiveKeyWildcard = defineRule({
  meta: {
    name: "sensitive-key-wildcard",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A key that needs a full value has a wildcard or a variable.",
    why: "Accounts, organizations, VPCs and endpoints are told apart by their whole ID. A pattern such as o-* fits those of everybody.",
    advice: "Write the ID out.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      pattern: (key: string, value: string) =>
        `${key} needs a full value; "${value}" fits those of others too. Write the ID out.`,
      literal: (key: string, value: string, operator: string) =>
        `${key} needs a full value; ${operator} takes "${value}" literally and never matches it. Write the ID out.`,
      variable: (key: string, value: string) =>
        `${key} needs a full value; "${value}" is whatever the request holds. Write the ID out.`,
      own: (key: string, value: string) =>
        `${key} is compared with "${value}", which the request decides. Write the ID out where it is known.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:PrincipalOrgID": "o-7xk2*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } } }`,
      },
    ],
    yieldsTo: [{ rule: "variable-unknown" }],
  },
  about: ["key is:sensitive"],
  on: {
    condition(condition, { report, settings }) {
      const { key, operator } = testFor(condition);
      if (!key?.key.sensitive || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined) continue;
        const fixes = () => fullValueFixes(value, key, settings.organization);
        const variable = /\$\{\s*([^},\s]+)/.exec(text)?.[1];
        if (variable !== undefined && /^[^*?$]/.test(variable)) {
          const own = text === `\${${variable}}` && isOwnership(variable);
          const severity = own ? "information" : "error";
          report(value.span, own ? "own" : "variable", [key.spelling, text], { severity, fixes });
        } else if (hasWildcard(text)) {
          if (operator.wildcards) report(value.span, "pattern", [key.spelling, text], { fixes });
          else report(value.span, "literal", [key.spelling, text, operator.name], { fixes });
        }
      }
    },
  },
});

/** The organization that is set, or a place for the ID. */
function fullValueFixes(value: Value, { key }: ResolvedKey, organization: string | undefined): readonly Fix[] {
  if (key.valueKind !== "organization" && key.valueKind !== "account") return [];
  if (key.valueKind === "organization" && organization !== undefined) return [valueFix(value, organization)];
  const place = key.valueKind === "account" ? accountPlace : placeholder("ORGANIZATION_ID", "o-a1b2c3d4e5");
  const title = key.valueKind === "account" ? "Write an account ID out" : "Write an organization ID out";
  return [{ title, edits: [setText(value, [place])], safe: false, preferred: true }];
}

/** The variable itself holds an account or organization: `${aws:ResourceOrgID}`. */
function isOwnership(variable: string): boolean {
  const kind = findKey(variable)?.key.valueKind;
  return kind === "account" || kind === "organization";
}
