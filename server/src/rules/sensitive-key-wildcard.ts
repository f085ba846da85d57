import { testFor } from "../access/admits.ts";
import { findKey } from "../catalog/index.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";

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
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (!key?.key.sensitive || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined) continue;
        const variable = /\$\{\s*([^},\s]+)/.exec(text)?.[1];
        if (variable !== undefined && /^[^*?$]/.test(variable)) {
          const own = text === `\${${variable}}` && isOwnership(variable);
          const severity = own ? "information" : "error";
          report(value.span, own ? "own" : "variable", [key.spelling, text], { severity });
        } else if (hasWildcard(text)) {
          if (operator.wildcards) report(value.span, "pattern", [key.spelling, text]);
          else report(value.span, "literal", [key.spelling, text, operator.name]);
        }
      }
    },
  },
});

/** The variable itself holds an account or organization: `${aws:ResourceOrgID}`. */
function isOwnership(variable: string): boolean {
  const kind = findKey(variable)?.key.valueKind;
  return kind === "account" || kind === "organization";
}
