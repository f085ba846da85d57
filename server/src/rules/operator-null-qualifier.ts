import { renameOperator } from "../policy/edit.ts";
import { defineRule } from "./define.ts";

export const operatorNullQualifier = defineRule({
  meta: {
    name: "operator-null-qualifier",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "Null has ForAllValues: or ForAnyValue: in front.",
    why: "Null asks whether the key is there at all; how many values it has makes no difference.",
    advice: "Write Null alone.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      prefix: (prefix: string) => `${prefix} makes no difference to Null, which only asks whether the key is there.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "ForAllValues:Null": { "aws:TagKeys": "true" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "Null": { "aws:TagKeys": "true" } } }`,
      },
    ],
    yieldsTo: [{ rule: "operator-null-ifexists" }],
  },
  about: ["operator:Null"],
  on: {
    operator(block, { report }) {
      const { name } = block;
      if (name?.base !== "Null" || !name.setOperator) return;
      const fixes = () => {
        const edits = renameOperator(block, "Null");
        return edits.length === 0 ? [] : [{ title: "Change to Null", edits, safe: false, preferred: true }];
      };
      report(block.member.key.span, "prefix", [`${name.setOperator}:`], { fixes });
    },
  },
});
