import { placeholderIn } from "../access/placeholder.ts";
import { findPartition } from "../catalog/index.ts";
import { parseArn } from "../policy/arn.ts";
import { setText } from "../policy/edit.ts";
import { placeholder, type TextPart } from "../tree/edit.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";

export const samlArn = defineRule({
  meta: {
    name: "saml-arn",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The ARN of a SAML provider is not one that IAM takes.",
    why: "A SAML provider is an IAM resource of an account: arn:aws:iam::ACCOUNT:saml-provider/NAME, with a name of letters, digits and . _ -. IAM refuses the policy when the principal is written otherwise.",
    advice: "Copy the ARN of the provider from IAM.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      form: (value: string) =>
        `"${value}" is no ARN of a SAML provider, and IAM refuses it. Write arn:aws:iam::ACCOUNT:saml-provider/NAME.`,
      name: (name: string) =>
        `IAM knows no SAML provider "${name}": names hold letters, digits and . _ -, and no wildcard. Write the provider's name.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam:eu-west-1:204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
      },
    ],
    yieldsTo: [{ rule: "principal-account-digits" }, { rule: "value-whitespace" }, { rule: "variable-place" }],
  },
  about: ["principal:Federated"],
  on: {
    principal({ source, type, text }, { report }) {
      if (type !== "Federated" || text === undefined || text !== text.trim() || text.includes("${")) return;
      if (!text.includes("saml-provider")) return;
      const fixes = () => arnFixes(source, text);
      const arn = parseArn(text);
      const name = arn && /^saml-provider\/(.*)$/s.exec(arn.resource)?.[1];
      if (!arn || name === undefined || arn.service !== "iam" || arn.region !== "" || arn.account === "") {
        report(source.span, "form", [text], { fixes });
      } else if (!findPartition(arn.partition)) report(source.span, "form", [text], { fixes });
      else if (!/^[\w._-]{1,128}$/.test(name) && !placeholderIn(name)) report(source.span, "name", [name]);
    },
  },
});

/** The ARN from what can be read of it, with places for the rest. */
function arnFixes(source: Value, text: string): readonly Fix[] {
  const name = /saml-provider[/:]+([\w._-]{1,128})$/.exec(text)?.[1];
  const account = /(?<!\d)\d{12}(?!\d)/.exec(text)?.[0];
  const partition = /^arn:([a-z-]+):/.exec(text)?.[1] ?? "aws";
  const known = findPartition(partition) ? partition : "aws";
  const parts: TextPart[] = [
    `arn:${known}:iam::`,
    account ?? placeholder("ACCOUNT", "111122223333"),
    ":saml-provider/",
    name ?? placeholder("NAME", "NAME"),
  ];
  return [{ title: "Write the ARN of a SAML provider", edits: [setText(source, parts)], safe: false, preferred: true }];
}
