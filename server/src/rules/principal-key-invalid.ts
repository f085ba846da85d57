import { findElement, nearestElement } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { isMacro } from "./shared/elements.ts";

export const principalKeyInvalid = defineRule({
  meta: {
    name: "principal-key-invalid",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key of Principal that a trust policy does not have.",
    why: "Who may assume a role stands under AWS, Service or Federated, spelt exactly so. Canonical user IDs belong to Amazon S3.",
    advice: "Write AWS for accounts, users and roles, Service for AWS services, Federated for OIDC and SAML providers.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      near: (written: string, right: string) =>
        `IAM does not know "${written}" under Principal. Did you mean ${right}?`,
      elsewhere: (written: string) =>
        `IAM refuses "${written}" in a trust policy: only Amazon S3 knows canonical users. Name the account under AWS.`,
      unknown: (written: string) =>
        `IAM does not know "${written}" under Principal. It takes AWS, Service and Federated.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Services": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    statement({ principal }, { report }) {
      if (principal?.value.kind !== "object") return;
      const { members } = principal.value;
      for (const member of members) {
        const { text } = member.key;
        if (text === undefined || isMacro(text)) continue;
        const element = findElement(text, "principal");
        if (element?.allowed) continue;
        const right = element ? undefined : nearestElement(text, "principal")?.name;
        const isFree = members.every(({ key }) => key.text !== right);
        const fixes = () =>
          right === undefined || !isFree
            ? []
            : [
                {
                  title: `Change to "${right}"`,
                  edits: [{ kind: "rename", member, key: right } as const],
                  safe: right.toLowerCase() === text.toLowerCase(),
                  preferred: true,
                },
              ];
        if (right) report(member.key.span, "near", [text, right], { fixes });
        else report(member.key.span, element ? "elsewhere" : "unknown", [text]);
      }
    },
  },
});
