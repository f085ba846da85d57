import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";

export const samlKeyWithAssumerole = defineRule({
  meta: {
    name: "saml-key-with-assumerole",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A key of a SAML assertion is tested of callers who show none.",
    why: "Most saml: keys are there only while somebody signs in with AssumeRoleWithSAML. A session that was opened so keeps saml:namequalifier, saml:sub and saml:sub_type, and no other, when it goes on to the next role.",
    advice: "Test the key in the trust policy of the role that people sign in to.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml",
    ],
    messages: {
      gone: (key: string) =>
        `${key} is there only during AssumeRoleWithSAML, so accounts, users and roles never send it. Test it where people sign in.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/Staff" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "saml:iss": "https://idp.example.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/Staff" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "saml:sub_type": "persistent" } } }`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["key is:SAML"],
  on: {
    condition(condition, { report }) {
      const { key } = testFor(condition);
      const { statement } = condition;
      if (key?.key.prefix !== "saml" || key.key.presence.AWS !== "never" || !statement.principalsKnown) return;
      const callers = callersOf(statement);
      if (callers.length === 0 || callers.length < statement.principals.length) return;
      if (!callers.every(({ kind, parsed }) => kind === "AWS" && parsed?.form !== "anyone")) return;
      report(condition.key.span, "gone", [key.spelling], { fixes: () => removalFixes(condition) });
    },
  },
});
