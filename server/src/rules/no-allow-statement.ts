import { array, type NewValue, object, placeholder, string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

export const noAllowStatement = defineRule({
  meta: {
    name: "no-allow-statement",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Every statement is a Deny.",
    why: "What no statement allows is denied. A trust policy of Deny statements alone lets nobody assume the role.",
    advice: "Add a statement that allows somebody.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html",
    ],
    messages: {
      nobody: () => "Nobody can assume this role: every statement is a Deny. Add one that allows somebody.",
    },
    examples: [
      {
        bad: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Deny", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }
  ]
}`,
        good: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" },
    { "Effect": "Deny", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }
  ]
}`,
      },
    ],
  },
  on: {
    policy({ statement, statements, statementsKnown }, { report }) {
      if (!statement || !statementsKnown || statements.length === 0) return;
      if (statements.some(({ allow, damaged }) => allow !== false || damaged)) return;
      const { value } = statement;
      const fixes = () => {
        const edit =
          value.kind === "array"
            ? ({ kind: "insert-item", array: value, value: allowSomebody, after: "last" } as const)
            : ({ kind: "replace", target: value, value: array([{ kind: "existing", value }, allowSomebody]) } as const);
        return [{ title: "Add a statement that allows somebody", edits: [edit], safe: false, preferred: true }];
      };
      report(statement.key.span, "nobody", [], { fixes });
    },
  },
});

const allowSomebody: NewValue = object([
  ["Effect", string("Allow")],
  ["Principal", object([["Service", string([placeholder("service", "ec2.amazonaws.com")])]])],
  ["Action", string("sts:AssumeRole")],
]);
