import type { Statement } from "../policy/model.ts";
import type { TreeEdit } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { isRoleAction } from "./shared/role-action.ts";

export const resourceNotAllowed = defineRule({
  meta: {
    name: "resource-not-allowed",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement of a trust policy names a resource.",
    why: 'The role that the policy is attached to is the resource. IAM refuses Resource ("Has prohibited field Resource") and NotResource.',
    advice: "Remove the element.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
    ],
    messages: {
      refused: (element: string) =>
        `IAM refuses ${element} in a trust policy: the role itself is the resource. Remove it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole", "Resource": "*" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:unusual"],
  on: {
    statement(statement, { place, report }) {
      if (place.ground === "content" ? !isAboutRoles(statement) : mayBeAboutOthers(statement)) return;
      for (const member of statement.resources) {
        const element = member.key.text ?? "";
        const removal: TreeEdit = { kind: "remove-member", object: statement.source, member };
        const fixes = () => [{ title: `Remove ${element}`, edits: [removal], safe: true, preferred: true }];
        report(member.key.span, "refused", [element], { fixes });
      }
    },
  },
});

/** Every action is one on a role: then the policy can be no other kind of policy. */
function isAboutRoles({ actions, actionsKnown }: Statement): boolean {
  return actionsKnown && actions.length > 0 && actions.every(isRoleAction);
}

/** An action that is filled in later may make it the policy of something else. */
function mayBeAboutOthers({ actions, actionsKnown }: Statement): boolean {
  return !actionsKnown && !actions.some(isRoleAction);
}
