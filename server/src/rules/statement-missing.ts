import { findElement } from "../catalog/index.ts";
import type { Policy } from "../policy/model.ts";
import { existing, type NewValue, object, placeholder, string, type TreeEdit } from "../tree/edit.ts";
import { headOf, type ObjectValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { canPolicyLack } from "./shared/elements.ts";
import { currentVersion } from "./shared/version.ts";

export const statementMissing = defineRule({
  meta: {
    name: "statement-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The policy has no statement.",
    why: "A trust policy is a list of statements. IAM refuses one without any, and a statement without a policy around it.",
    advice: "Add a statement that says who may assume the role.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: () => "IAM refuses this: the policy has no Statement. Add one that says who may assume the role.",
      none: () => "IAM refuses this: Statement is empty. Add a statement that says who may assume the role.",
      blank: () => "IAM refuses an empty statement: it needs Effect, Principal and Action.",
      bare: () => "IAM refuses this: it is a statement without a policy around it. Put it into Version and Statement.",
    },
    examples: [
      {
        bad: `{ "Version": "2012-10-17", "Statement": [] }`,
        good: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}`,
      },
    ],
  },
  on: {
    policy(policy, { place, report }) {
      const root = policy.object;
      if (!root || !canPolicyLack(policy, place, "Statement")) return;
      const value = policy.statement?.value;
      if (!value) {
        const bare = isBareStatement(policy);
        const fixes = () => [bare ? wrap(root) : add({ kind: "insert-member", object: root, ...newMember })];
        return report(headOf(root), bare ? "bare" : "missing", [], { fixes });
      }
      if (value.kind !== "array" || value.items.length > 0) return;
      report(value.span, "none", [], { fixes: () => [add({ kind: "insert-item", array: value, ...newItem })] });
    },
    statement({ source }, { report }) {
      if (source.members.length > 0) return;
      const fixes = () => [add({ kind: "replace", target: source, value: statement })];
      report(source.span, "blank", [], { fixes });
    },
  },
});

/** The elements of a statement stand where those of the policy should be. */
export function isBareStatement(policy: Policy): boolean {
  if (policy.statement || policy.unknown.length === 0) return false;
  const names = policy.unknown.map(({ key }) => key.text ?? "");
  return names.includes("Effect") || names.filter((name) => findElement(name, "statement")).length > 1;
}

const statement: NewValue = object([
  ["Effect", string("Allow")],
  ["Principal", object([["Service", string([placeholder("service", "ec2.amazonaws.com")])]])],
  ["Action", string("sts:AssumeRole")],
]);

const newItem = { value: statement, after: "last" } as const;
const newMember = { key: "Statement", value: { kind: "array", items: [statement] }, after: "last" } as const;

function add(edit: TreeEdit): Fix {
  return { title: "Add a statement", edits: [edit], safe: false, preferred: true };
}

/** Version and Id move out of the statement; the rest becomes its only content. */
function wrap(root: ObjectValue): Fix {
  const rest = root.members.filter(({ key }) => key.text !== "Version" && key.text !== "Id");
  const inner = object(rest.map(({ key, value }) => [key.text ?? "", existing(value)] as const));
  const value = object([
    ["Version", string(currentVersion)],
    ["Statement", { kind: "array", items: [inner] }],
  ]);
  return {
    title: "Put it into a policy",
    edits: [{ kind: "replace", target: root, value }],
    safe: true,
    preferred: true,
  };
}
