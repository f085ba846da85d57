import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { fitsPattern, identifiers } from "../catalog/index.ts";
import { defineRule } from "./define.ts";

export const valueOrgid = defineRule({
  meta: {
    name: "value-orgid",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key that holds an organization ID is compared with something else.",
    why: "Organization IDs are o- and 10 to 32 small letters and digits. Another text fits no organization, and a root or a unit (r-…, ou-…) is none.",
    advice: "Write the ID of the organization, as AWS Organizations shows it.",
    references: [
      "https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid",
    ],
    messages: {
      form: (key: string, value: string) =>
        `Organization IDs look like o-a1b2c3d4e5, so ${key} never holds "${value}". Write the ID of the organization.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "ou-ab12-11111111" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } } }`,
      },
    ],
    yieldsTo: [{ rule: "sensitive-key-wildcard" }, { rule: "value-whitespace" }],
  },
  about: ["value:organization"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      const pattern = key?.key.pattern;
      if (key?.key.valueKind !== "organization" || pattern === undefined || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text === "" || /[*?]|\$\{/.test(text) || text !== text.trim()) continue;
        if (fitsPattern(pattern, text) !== false || isLeftOver(text)) continue;
        report(value.span, "form", [key.spelling, text]);
      }
    },
  },
});

/** An ID of the documentation, or a word that waits for one. */
function isLeftOver(text: string): boolean {
  return (
    identifiers.documentationOrganizations.includes(text) || placeholderIn(text) !== undefined || /^o-x+$/i.test(text)
  );
}
