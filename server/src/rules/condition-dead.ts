import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";
import { callersInWords, commonOutcome, counterpartFixes, ownRulesOfKeys } from "./shared/outcome.ts";

export const conditionDead = defineRule({
  meta: {
    name: "condition-dead",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "No caller of the statement can ever get past a test.",
    why: "Which keys a request carries depends on who makes it. A plain test of a key that the callers of the statement never carry is false for all of them, so an Allow lets nobody in. In a Deny a negated test of such a key is always true and shuts everybody out.",
    advice: "Test a key that these callers carry, or remove the test.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
    messages: {
      never: (key: string, callers: string) =>
        `${key} is never in a request of ${callers}, so nobody can assume the role through this statement. Remove the test or use another key.`,
      always: (key: string, callers: string) =>
        `${key} is always in a request of ${callers}, so nobody can assume the role through this statement. Remove the test.`,
      anywhere: (key: string, summary: string) =>
        `${key} is never in a request to assume a role (${summary}), so this statement lets nobody in. Remove the test.`,
      denied: (key: string, callers: string) =>
        `${key} is never in a request of ${callers}, so this Deny always applies to them. Remove the test or use another key.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalServiceName": "events.amazonaws.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: ownRulesOfKeys,
  },
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { allow } = condition.statement;
      const outcome = commonOutcome(test);
      if (!test.key || allow === undefined || outcome !== (allow ? "dead" : "void")) return;
      const fixes = () => [...counterpartFixes(test), ...removalFixes(condition)];
      const { spelling, key } = test.key;
      const at = condition.key.span;
      if (!allow) {
        if (test.polarity === "negated") report(at, "denied", [spelling, callersInWords(test)], { fixes });
      } else if (test.polarity === "null-true") report(at, "always", [spelling, callersInWords(test)], { fixes });
      else if (Object.values(key.presence).every((presence) => presence === "never")) {
        const summary = key.summary.charAt(0).toLowerCase() + key.summary.slice(1).replace(/\.$/, "");
        report(at, "anywhere", [spelling, summary], { fixes });
      } else report(at, "never", [spelling, callersInWords(test)], { fixes });
    },
  },
});
