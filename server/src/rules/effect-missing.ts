import { string } from "../tree/edit.ts";
import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { canLack } from "./shared/elements.ts";

export const effectMissing = defineRule({
  meta: {
    name: "effect-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement has no Effect.",
    why: "There is no default: IAM refuses a statement that does not say whether it allows or denies.",
    advice: 'Write "Effect": "Allow" to let the principals in, "Deny" to keep them out.',
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: () => 'IAM refuses this statement: Effect is missing. Write "Effect": "Allow" or "Deny".',
    },
    examples: [
      {
        bad: `{ "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:incomplete"],
  on: {
    statement(statement, { report }) {
      if (statement.effect || !canLack(statement, "Effect")) return;
      const fixes = () =>
        ["Allow", "Deny"].map((effect) => ({
          title: `Add "Effect": "${effect}"`,
          edits: [
            {
              kind: "insert-member",
              object: statement.source,
              key: "Effect",
              value: string(effect),
              after: statement.sid,
            } as const,
          ],
          safe: false,
          preferred: effect === "Allow",
        }));
      report(headOf(statement.source), "missing", [], { fixes });
    },
  },
});
