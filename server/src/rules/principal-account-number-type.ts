import { setText } from "../policy/edit.ts";
import { defineRule } from "./define.ts";

export const principalAccountNumberType = defineRule({
  meta: {
    name: "principal-account-number-type",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An account ID written as a number.",
    why: "IAM takes account IDs as strings only, and a JSON number loses its leading zeros.",
    advice: "Put the 12 digits between quotes.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      number: (written: string) =>
        `IAM refuses ${written}: an account ID is a string of 12 digits. Put it between quotes.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": 204512347781 }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:number"],
  on: {
    principal({ source }, { report }) {
      if (source.kind !== "number") return;
      const isAccount = /^\d{10,12}$/.test(source.text);
      const right = source.text.padStart(12, "0");
      const fixes = () =>
        isAccount
          ? [
              {
                title: `Change to "${right}"`,
                edits: [setText(source, right)],
                safe: source.text === right,
                preferred: true,
              },
            ]
          : [];
      report(source.span, "number", [source.text], { fixes });
    },
  },
});
