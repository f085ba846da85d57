import { renameOperator } from "../policy/edit.ts";
import { defineRule } from "./define.ts";
import { operatorText } from "./shared/condition-fixes.ts";

export const operatorNullIfExists = defineRule({
  meta: {
    name: "operator-null-ifexists",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "Null has the suffix IfExists.",
    why: "Null itself asks whether the key is there, so IfExists has nothing to add, and IAM refuses the pair.",
    advice: "Write Null without the suffix.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      suffix: () => "IAM refuses IfExists on Null, which itself tests whether the key is there. Write Null.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "NullIfExists": { "sts:ExternalId": "false" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "Null": { "sts:ExternalId": "false" } } }`,
      },
    ],
  },
  about: ["operator:Null"],
  on: {
    operator(block, { report }) {
      if (!block.name?.ifExists || block.name.base.toLowerCase() !== "null") return;
      const { setOperator } = block.name;
      const right = operatorText({ base: "Null", setOperator });
      const fixes = () => {
        const edits = renameOperator(block, right);
        return edits.length === 0 ? [] : [{ title: `Change to ${right}`, edits, safe: true, preferred: true }];
      };
      report(block.member.key.span, "suffix", [], { fixes });
    },
  },
});
