import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";

export const keyCase = defineRule({
  meta: {
    name: "key-case",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A condition key is written in another case than in AWS's documentation.",
    why: "The names of condition keys ignore case, so the test works. The documented spelling is easier to search for.",
    advice: "Write the key as AWS prints it.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html"],
    messages: {
      spelling: (right: string) => `AWS writes this key ${right}. The case makes no difference.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:Externalid": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
  },
  about: ["key:respelt"],
  on: {
    condition(condition, { report }) {
      const written = condition.key.text;
      const key = testFor(condition).key;
      if (!key || written === undefined || written === key.spelling) return;
      // AWS itself writes SAML: in capitals as often as not.
      if (key.key.prefix === "saml" && written.replace(/^SAML:/, "saml:") === key.spelling) return;
      if (written.toLowerCase() !== key.spelling.toLowerCase()) return;
      const fixes = () => keyFix(condition, key.spelling, { safe: true });
      report(condition.key.span, "spelling", [key.spelling], { fixes });
    },
  },
});
