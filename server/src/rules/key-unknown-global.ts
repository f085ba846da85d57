import { findKey } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { servicePrefix, suggestedKey } from "./shared/key-suggestion.ts";

export const keyUnknownGlobal = defineRule({
  meta: {
    name: "key-unknown-global",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A key with the prefix aws: is not a known global condition key.",
    why: "No request carries a key that does not exist. In an Allow a plain test of it lets nobody in; a negated one, or one with IfExists, lets everybody pass.",
    advice: "Use a key of the documentation's list of global condition keys.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      unknown: (written: string) =>
        `AWS documents no global condition key "${written}", so no request is known to carry it.`,
      meant: (written: string, right: string) =>
        `AWS documents no global condition key "${written}". Did you mean ${right}?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrganizationID": "o-7xk2m9qd4p" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } } }`,
      },
    ],
  },
  about: ["key:unknown"],
  on: {
    condition(condition, { report }) {
      const { text, span } = condition.key;
      if (text === undefined || findKey(text) || servicePrefix(text) !== "aws") return;
      const near = suggestedKey(condition);
      if (near === undefined) report(span, "unknown", [text]);
      else report(span, "meant", [text, near], { fixes: () => keyFix(condition, near) });
    },
  },
});
