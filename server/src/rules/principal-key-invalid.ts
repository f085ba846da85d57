import { findElement, nearestElement } from "../catalog/index.ts";
import { setText } from "../policy/edit.ts";
import { accountPlace } from "../policy/source-shape.ts";
import type { Member, ObjectValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { isMacro } from "./shared/elements.ts";
import { fittingType } from "./shared/principal-type.ts";

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
      const object = principal.value;
      const { members } = object;
      for (const member of members) {
        const { text } = member.key;
        if (text === undefined || isMacro(text)) continue;
        const element = findElement(text, "principal");
        if (element?.allowed) continue;
        const near = element ? undefined : nearestElement(text, "principal")?.name;
        const fixes = () => (element ? accountFix(object, member) : renameFix(members, member, near));
        if (near) report(member.key.span, "near", [text, near], { fixes });
        else report(member.key.span, element ? "elsewhere" : "unknown", [text], { fixes });
      }
    },
  },
});

/** Writes the key that is near to what is written, or else the one that fits what stands behind it. */
function renameFix(members: readonly Member[], member: Member, near: string | undefined): readonly Fix[] {
  const right = near ?? fittingType(member.value);
  if (right === undefined || isTaken(members, right)) return [];
  const safe = right.toLowerCase() === member.key.text?.toLowerCase();
  const edit = { kind: "rename", member, key: right } as const;
  return [{ title: `Change to "${right}"`, edits: [edit], safe, preferred: true }];
}

/** Nobody can tell the account of a canonical user from its ID. */
function accountFix(object: ObjectValue, member: Member): readonly Fix[] {
  if (isTaken(object.members, "AWS")) {
    return [
      { title: `Remove "${member.key.text ?? ""}"`, edits: [{ kind: "remove-member", object, member }], safe: false },
    ];
  }
  const edits = [{ kind: "rename", member, key: "AWS" } as const, setText(member.value, [accountPlace])];
  return [{ title: "Name the account under AWS", edits, safe: false, preferred: true }];
}

function isTaken(members: readonly Member[], name: string): boolean {
  return members.some(({ key }) => key.text === name);
}
