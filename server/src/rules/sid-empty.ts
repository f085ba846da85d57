import { defineRule } from "./define.ts";

export const sidEmpty = defineRule({
  meta: {
    name: "sid-empty",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A Sid is empty.",
    why: "A Sid names a statement. An empty one names nothing and counts against the size of the policy.",
    advice: "Remove it, or give the statement a name.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: { empty: () => "An empty Sid has no use. Remove it." },
    examples: [
      {
        bad: `{ "Sid": "", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    statement({ sid, source }, { report }) {
      if (sid?.value.kind !== "string" || sid.value.text !== "") return;
      const fix = {
        title: "Remove the empty Sid",
        edits: [{ kind: "remove-member", object: source, member: sid } as const],
        safe: true,
        preferred: true,
      };
      // Without its only member, the statement would be empty.
      const fixes = () => (source.members.length > 1 ? [fix] : []);
      report(sid.span, "empty", [], { fixes, tags: ["unnecessary"] });
    },
  },
});
