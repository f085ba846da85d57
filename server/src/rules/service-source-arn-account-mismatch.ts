import { testFor, testsOf } from "../access/admits.ts";
import type { Test } from "../access/conditions.ts";
import { isDocumentationAccount } from "../access/placeholder.ts";
import { arnPartAt, parseArn } from "../policy/arn.ts";
import { setText } from "../policy/edit.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const serviceSourceArnAccountMismatch = defineRule({
  meta: {
    name: "service-source-arn-account-mismatch",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The tests of aws:SourceArn and aws:SourceAccount name different accounts.",
    why: "Both tests have to hold, and the resource that a service acts for belongs to one account. With two different accounts the service can never assume the role.",
    advice: "Write the same account in both.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"],
    messages: {
      mismatch: (account: string, accounts: string) =>
        `This ARN is of account ${account}, but aws:SourceAccount demands ${accounts}. No resource satisfies both.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "states.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:states:eu-west-1:518830026694:stateMachine:*" }
  }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "states.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:states:eu-west-1:204512347781:stateMachine:*" }
  }
}`,
      },
    ],
  },
  about: ["key:aws:SourceArn"],
  on: {
    condition(condition, { report }) {
      const { statement, values } = condition;
      const test = testFor(condition);
      if (test.key?.key.name !== "aws:SourceArn" || test.polarity !== "positive" || !statement.allow) return;
      const other = testsOf(statement).find(
        ({ key, polarity }) => key?.key.name === "aws:SourceAccount" && polarity === "positive",
      );
      const accounts = other && literalAccounts(other);
      if (!other || !accounts) return;
      for (const value of values) {
        if (value.kind !== "string" || value.text === undefined) continue;
        const account = parseArn(value.text)?.account ?? "";
        const at = arnPartAt(value.text, "account");
        if (!at || !/^\d{12}$/.test(account) || accounts.includes(account) || isDocumentationAccount(account)) continue;
        const fixes = (): readonly Fix[] => {
          const [demanded, more] = accounts;
          const [only, others] = other.condition.values;
          if (demanded === undefined || more !== undefined || !only || others) return [];
          const text = value.text?.slice(0, at[0]) + demanded + value.text?.slice(at[1]);
          const arnFix = valueFix(value, text, { title: `Write ${demanded} in aws:SourceArn` });
          const title = `Write ${account} in aws:SourceAccount`;
          return values.length > 1 ? [arnFix] : [arnFix, { title, edits: [setText(only, account)], safe: false }];
        };
        report(value.spanOf(...at), "mismatch", [account, accounts.join(" or ")], { fixes });
      }
    },
  },
});

/** The accounts that a test demands; undefined when they are not all known and meant. */
function literalAccounts({ texts, valuesKnown, operator }: Test): readonly string[] | undefined {
  if (!valuesKnown || texts.some((text) => !/^\d{12}$/.test(text) || isDocumentationAccount(text))) return undefined;
  return operator?.wildcards && texts.some(hasWildcard) ? undefined : texts;
}
