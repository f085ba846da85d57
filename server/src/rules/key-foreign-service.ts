import { findKey } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix, removalFixes } from "./shared/condition-fixes.ts";
import { isNearly, isOwnPrefix, servicePrefix, suggestedKey } from "./shared/key-suggestion.ts";

export const keyForeignService = defineRule({
  meta: {
    name: "key-foreign-service",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition key belongs to a service that takes no part in assuming a role.",
    why: "Keys such as s3:prefix are in the context of that service's own requests. The request to assume a role never carries them: in an Allow a plain test lets nobody in.",
    advice: "Remove the test, or put it into the permissions policy of the role.",
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      foreign: (written: string, prefix: string) =>
        `"${written}" is a key of ${prefix} requests; a request to assume a role never carries it. Such a test belongs in the role's permissions policy.`,
      meant: (written: string, right: string) =>
        `A request to assume a role never carries "${written}". Did you mean ${right}?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "s3:prefix": "home" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["key:unknown"],
  on: {
    condition(condition, { report }) {
      const { text, span } = condition.key;
      if (text === undefined || findKey(text)) return;
      const prefix = servicePrefix(text);
      if (prefix === undefined || isOwnPrefix(prefix)) return;
      const near = suggestedKey(condition);
      const fixes = () => [...(near === undefined ? [] : keyFix(condition, near)), ...removalFixes(condition)];
      if (near !== undefined && isSlip(text, near, prefix)) report(span, "meant", [text, near], { fixes });
      else report(span, "foreign", [text, prefix], { fixes });
    },
  },
});

/** The right name under another prefix, or the right prefix misspelt. */
function isSlip(written: string, near: string, prefix: string): boolean {
  const nameOf = (key: string) => key.slice(key.indexOf(":") + 1).toLowerCase();
  return nameOf(written) === nameOf(near) || isNearly(prefix, near.slice(0, near.indexOf(":")));
}
