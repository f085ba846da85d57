import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { removalFixes } from "./shared/condition-fixes.ts";

export const keyPointless = defineRule({
  meta: {
    name: "key-pointless",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A condition key that exists says nothing about who assumes a role.",
    why: "Some keys belong to other requests, such as iam:PassedToService to iam:PassRole, and others hold a constant in a trust policy, such as the account of the role itself. A test of them decides nothing, or shuts everybody out.",
    advice: "Remove the test, or put it into the policy that it is meant for.",
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
    messages: {
      absent: (key: string, summary: string) =>
        `${key} is about another request (${summary}); one to assume a role never carries it. Remove the test.`,
      constant: (key: string, summary: string) =>
        `${key} says nothing about the caller: it is the same for everybody who assumes this role (${summary}). Remove the test.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["key is:pointless"],
  on: {
    condition(condition, { report }) {
      const key = testFor(condition).key;
      if (key?.key.use !== "pointless" || key.key.prefix === "sts") return;
      // What callers make up and what is out of date have rules of their own.
      if (key.key.untrustworthy || key.key.replacedBy !== undefined) return;
      const summary = plain(key.key.summary);
      const fixes = () => removalFixes(condition);
      const absent = Object.values(key.key.presence).every((presence) => presence === "never");
      report(condition.key.span, absent ? "absent" : "constant", [key.spelling, summary], { fixes });
    },
  },
});

function plain(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
