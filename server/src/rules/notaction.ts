import { fittingActions } from "../access/entry-actions.ts";
import type { Statement } from "../policy/model.ts";
import { array, string, type TreeEdit } from "../tree/edit.ts";
import type { Member } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";

export const notaction = defineRule({
  meta: {
    name: "notaction",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement uses NotAction.",
    why: "NotAction means every action but those named. In a trust policy that opens or closes ways into the role that nobody has listed, and IAM accepts only actions of STS there. Beside Action it is refused.",
    advice: "List the actions that are meant under Action.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      alone: () =>
        "NotAction covers every action but those named here; IAM may refuse it. List the actions under Action.",
      both: () => "IAM refuses Action and NotAction in one statement. Keep Action.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "NotAction": "sts:TagSession" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:unusual"],
  on: {
    statement(statement, { report }) {
      const { notAction, action, source } = statement;
      if (!notAction) return;
      if (!action) {
        return report(notAction.key.span, "alone", [], { fixes: () => [listInstead(statement, notAction)] });
      }
      const removal: TreeEdit = { kind: "remove-member", object: source, member: notAction };
      const fixes = () => [{ title: "Remove NotAction", edits: [removal], safe: false, preferred: true }];
      report(notAction.key.span, "both", [], { fixes });
    },
  },
});

function listInstead(statement: Statement, notAction: Member): Fix {
  const actions = fittingActions(statement);
  const [first = ""] = actions;
  return {
    title: `Change to "Action": ${actions.map((action) => `"${action}"`).join(", ")}`,
    edits: [
      { kind: "rename", member: notAction, key: "Action" },
      {
        kind: "replace",
        target: notAction.value,
        value: actions.length === 1 ? string(first) : array(actions.map(string)),
      },
    ],
    safe: false,
    preferred: true,
  };
}
