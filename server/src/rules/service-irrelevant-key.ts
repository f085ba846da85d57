import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { outcomeFor } from "../access/conditions.ts";
import { findService } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { keyFix, removalFixes } from "./shared/condition-fixes.ts";

export const serviceIrrelevantKey = defineRule({
  meta: {
    name: "service-irrelevant-key",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A service is tested for a key that it never sends.",
    why: "AWS services call without an organization, address, MFA or tags of their own. A test that demands such a key never holds, and the service cannot assume the role. What they do say of their caller stands in the aws:Source… keys.",
    advice: "Test aws:SourceAccount, aws:SourceArn or aws:SourceOrgID, or give the service a statement of its own.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      never: (service: string, key: string) =>
        `${service} never sends ${key}, so it cannot assume the role through this statement. Remove the test, or give the service a statement of its own.`,
      instead: (service: string, key: string, other: string) =>
        `${service} never sends ${key}, so it cannot assume the role through this statement. For services test ${other}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "cloudtrail.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "cloudtrail.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:SourceOrgID": "o-7xk2m9qd4p" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["caller:Service"],
  on: {
    condition(condition, { report }) {
      const { statement, key } = condition;
      if (!statement.allow) return;
      const test = testFor(condition);
      const callers = callersOf(statement);
      const shut = callers.find(
        (caller) => caller.service !== undefined && findService(caller.service) && outcomeFor(test, caller) === "dead",
      );
      if (!shut?.service || !test.key) return;
      const other = test.key.key.counterpart.Service;
      const isAlone = callers.every(({ kind }) => kind === "Service") && statement.principalsKnown;
      const fixes = () => {
        if (!isAlone) return [];
        return [...(other === undefined ? [] : keyFix(condition, other)), ...removalFixes(condition)];
      };
      if (other === undefined) report(key.span, "never", [shut.service, test.key.spelling], { fixes });
      else report(key.span, "instead", [shut.service, test.key.spelling, other], { fixes });
    },
  },
});
