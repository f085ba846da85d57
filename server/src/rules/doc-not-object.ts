import { array, existing, object, string } from "../tree/edit.ts";
import { memberNamed, type Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { currentVersion } from "./shared/version.ts";

export const docNotObject = defineRule({
  meta: {
    name: "doc-not-object",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A file that should hold a trust policy holds something else at its top.",
    why: "A trust policy is an object with Version and Statement. IAM refuses a list, a text or nothing at all.",
    advice: "Write the policy itself, without a list or quotes around it.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      other: (what: string) => `IAM refuses this: a trust policy is an object with Version and Statement, not ${what}.`,
      empty: () => "No policy stands here yet. A trust policy is an object with Version and Statement.",
    },
    examples: [
      {
        bad: `[
  { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
]`,
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
    policy({ source }, { report }) {
      const what = names[source.kind];
      if (source.kind === "missing") report(source.span, "empty", []);
      else if (what) {
        const at = source.kind === "array" ? { start: source.span.start, end: source.span.start + 1 } : source.span;
        report(at, "other", [what], { fixes: () => fixesFor(source) });
      }
    },
  },
});

const names: Readonly<Partial<Record<Value["kind"], string>>> = {
  array: "a list",
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

function fixesFor(source: Value): readonly Fix[] {
  if (source.kind === "string" && source.text?.trimStart().startsWith("{")) {
    const edit = { kind: "replace-text", span: source.span, text: source.text } as const;
    return [{ title: "Take the policy out of its quotes", edits: [edit], safe: true, preferred: true }];
  }
  if (source.kind !== "array" || source.items.length === 0) return [];
  const [only] = source.items;
  if (source.items.length === 1 && only?.kind === "object" && memberNamed(only, "Statement")) {
    const edit = { kind: "replace", target: source, value: existing(only) } as const;
    return [{ title: "Take the policy out of the list", edits: [edit], safe: true, preferred: true }];
  }
  if (!source.items.every((item) => item.kind === "object" && memberNamed(item, "Effect"))) return [];
  const policy = object([
    ["Version", string(currentVersion)],
    ["Statement", array(source.items.map(existing))],
  ]);
  const edit = { kind: "replace", target: source, value: policy } as const;
  return [{ title: "Put the statements into a policy", edits: [edit], safe: true, preferred: true }];
}
