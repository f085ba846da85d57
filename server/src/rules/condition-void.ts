import { testFor } from "../access/admits.ts";
import type { Test } from "../access/conditions.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";
import { callersInWords, commonOutcome, counterpartFixes, ownRulesOfKeys } from "./shared/outcome.ts";

export const conditionVoid = defineRule({
  meta: {
    name: "condition-void",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A test keeps nobody out, because no caller of the statement carries its key.",
    why: "A negated test, one with IfExists and one with ForAllValues are true when the key is missing. On a key that the callers of the statement never carry they are always true. In a Deny a plain test of such a key is never true, so the Deny never applies.",
    advice: "Test a key that these callers carry.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
    messages: {
      open: (key: string, callers: string, operator: string) =>
        `${key} is never in a request of ${callers}, and ${operator} is true without it: this test keeps nobody out. Use a key that they carry.`,
      deny: (key: string, callers: string) =>
        `${key} is never in a request of ${callers}, so this Deny never applies. Use a key that they carry.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringNotEquals": { "aws:PrincipalServiceName": "events.amazonaws.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: ownRulesOfKeys,
  },
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { allow } = condition.statement;
      if (!test.key || allow === undefined || !isMeant(test)) return;
      if (commonOutcome(test) !== (allow ? "void" : "dead")) return;
      const fixes = () => [...counterpartFixes(test), ...removalFixes(condition)];
      const args = [test.key.spelling, callersInWords(test)] as const;
      if (allow)
        report(condition.key.span, "open", [...args, condition.operator.name?.text ?? "the operator"], { fixes });
      else report(condition.key.span, "deny", [...args], { fixes });
    },
  },
});

/** A Null test on a key that is never there, or always, says what it says. */
function isMeant({ polarity }: Test): boolean {
  return polarity === "positive" || polarity === "negated";
}
