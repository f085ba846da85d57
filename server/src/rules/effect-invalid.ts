import { setText } from "../policy/edit.ts";
import { defineRule } from "./define.ts";

export const effectInvalid = defineRule({
  meta: {
    name: "effect-invalid",
    group: "syntax",
    severity: "error",
    since: "0.1.0",
    summary: 'Effect is something other than exactly "Allow" or "Deny".',
    why: "IAM compares the value of Effect letter by letter and refuses every other spelling, lower case included.",
    advice: 'Write "Allow" or "Deny".',
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html"],
    messages: {
      spelling: (written: string, right: string) =>
        `IAM refuses "${written}": Effect is case-sensitive. Write "${right}".`,
      unknown: (written: string) => `IAM refuses "${written}": Effect is "Allow" or "Deny".`,
    },
    examples: [
      {
        bad: `{ "Effect": "allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:unusual"],
  on: {
    statement({ effect }, { report }) {
      const value = effect?.value;
      if (value?.kind !== "string" || value.text === undefined) return;
      const { text } = value;
      if (text === "Allow" || text === "Deny") return;
      const right = ["Allow", "Deny"].find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase());
      if (right) {
        const fixes = () => [
          { title: `Change to "${right}"`, edits: [setText(value, right)], safe: true, preferred: true },
        ];
        report(value.span, "spelling", [text, right], { fixes });
      } else {
        const fixes = () =>
          ["Allow", "Deny"].map((effect) => ({
            title: `Change to "${effect}"`,
            edits: [setText(value, effect)],
            safe: false,
          }));
        report(value.span, "unknown", [text], { fixes });
      }
    },
  },
});
