import { setText } from "../policy/edit.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { freeSid } from "./shared/sid.ts";

export const sidDuplicate = defineRule({
  meta: {
    name: "sid-duplicate",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "Two statements have the same Sid.",
    why: "The Sids of a policy must be unique; IAM refuses a policy in which two are the same.",
    advice: "Give each statement a name of its own, or none.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      repeated: (sid: string) => `IAM refuses this: another statement has the Sid "${sid}" already.`,
    },
    examples: [
      {
        bad: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Role", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" },
    { "Sid": "Role", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}`,
        good: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Machine", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" },
    { "Sid": "Function", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}`,
      },
    ],
  },
  on: {
    policy(policy, { report }) {
      const first = new Map<string, StringValue>();
      for (const { sid, conditional, damaged } of policy.statements) {
        const value = sid?.value;
        // Of the branches of a condition of the template only one is there at a time.
        if (conditional || damaged || value?.kind !== "string" || !value.text) continue;
        const { text } = value;
        const earlier = first.get(text);
        if (!earlier) {
          first.set(text, value);
          continue;
        }
        const fixes = () => {
          const free = freeSid(text, policy);
          return [{ title: `Change to "${free}"`, edits: [setText(value, free)], safe: true, preferred: true }];
        };
        report(value.span, "repeated", [text], {
          fixes,
          related: [{ span: earlier.span, message: "It stands here." }],
        });
      }
    },
  },
});
