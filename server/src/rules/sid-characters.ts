import { setText } from "../policy/edit.ts";
import type { TreeEdit } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { sidCharacters as allowed, freeSid } from "./shared/sid.ts";

export const sidCharacters = defineRule({
  meta: {
    name: "sid-characters",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A Sid holds something other than letters and digits.",
    why: "In a role's trust policy a Sid may hold A-Z, a-z and 0-9. IAM refuses blanks, hyphens, underscores and everything else.",
    advice: "Leave the other characters out.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      refused: (written: string) => `IAM refuses the Sid "${written}": it may hold only letters (A-Z, a-z) and digits.`,
    },
    examples: [
      {
        bad: `{ "Sid": "ec2 role", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Sid": "ec2Role", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    statement({ sid, source, policy }, { report }) {
      const value = sid?.value;
      if (!sid || value?.kind !== "string" || value.text === undefined || allowed.test(value.text)) return;
      const { text } = value;
      const fixes = () => {
        const name = camelCase(text);
        const removal: TreeEdit = { kind: "remove-member", object: source, member: sid };
        if (name === "") return [{ title: "Remove the Sid", edits: [removal], safe: true, preferred: true }];
        const free = freeSid(name, policy);
        return [{ title: `Change to "${free}"`, edits: [setText(value, free)], safe: true, preferred: true }];
      };
      report(value.span, "refused", [text], { fixes });
    },
  },
});

/** The letters and digits of a text; a letter that begins a new word becomes upper case. */
function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}
