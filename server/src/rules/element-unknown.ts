import { findElement } from "../catalog/index.ts";
import type { PolicyElement } from "../catalog/types.ts";
import { type Member, memberNamed, type ObjectValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { isDamaged, isMacro, meantElement } from "./shared/elements.ts";
import { isBareStatement } from "./statement-missing.ts";

export const elementUnknown = defineRule({
  meta: {
    name: "element-unknown",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An element that policies do not have.",
    why: "IAM refuses a policy with any element it does not know, comments and descriptions included. Names are case-sensitive.",
    advice: "Correct the name, or remove the element.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      near: (written: string, right: string) => `IAM does not know "${written}". Did you mean ${right}?`,
      misplaced: (written: string, where: string) => `IAM refuses "${written}" here: it belongs ${where}.`,
      unknown: (written: string, of: string) => `IAM refuses "${written}": a ${of} has no such element. Remove it.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Conditions": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "json-duplicate-key-case" }],
  },
  on: {
    policy(policy, { place, report }) {
      if (!policy.object || isDamaged(place)) return;
      const bare = isBareStatement(policy);
      for (const member of policy.unknown) {
        if (bare && findElement(member.key.text ?? "", "statement")) continue;
        const { key } = member;
        const { object } = policy;
        const written = key.text ?? "";
        if (isMacro(written)) continue;
        const near = meantElement(member, "policy");
        const fixes = () => fixesFor(object, member, near);
        if (near) report(key.span, "near", [written, near.name], { fixes });
        else if (findElement(written, "statement")) report(key.span, "misplaced", [written, "inside a statement"]);
        else report(key.span, "unknown", [written, "policy"], { fixes });
      }
    },
    statement({ source, unknown }, { report }) {
      for (const member of unknown) {
        const { key } = member;
        const written = key.text ?? "";
        if (isMacro(written)) continue;
        const near = meantElement(member, "statement");
        const fixes = () => fixesFor(source, member, near);
        if (near) report(key.span, "near", [written, near.name], { fixes });
        else if (findElement(written, "policy"))
          report(key.span, "misplaced", [written, "beside Statement"], { fixes });
        else report(key.span, "unknown", [written, "statement"], { fixes });
      }
    },
  },
});

function fixesFor(object: ObjectValue, member: Member, near: PolicyElement | undefined): readonly Fix[] {
  const written = member.key.text ?? "";
  if (near && !memberNamed(object, near.name)) {
    const safe = [near.name.toLowerCase(), `${near.name.toLowerCase()}s`].includes(written.toLowerCase());
    const edit = { kind: "rename", member, key: near.name } as const;
    return [{ title: `Change to "${near.name}"`, edits: [edit], safe, preferred: true }];
  }
  const edit = { kind: "remove-member", object, member } as const;
  return [{ title: `Remove "${written}"`, edits: [edit], safe: false }];
}
