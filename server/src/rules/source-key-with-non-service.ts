import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { parseArn } from "../policy/arn.ts";
import { setText } from "../policy/edit.ts";
import type { Condition } from "../policy/model.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { keyFix, removalFixes } from "./shared/condition-fixes.ts";

export const sourceKeyWithNonService = defineRule({
  meta: {
    name: "source-key-with-non-service",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Keys such as aws:SourceArn are demanded of callers that are no AWS services.",
    why: "A service that calls for somebody says so in aws:SourceArn, aws:SourceAccount, aws:SourceOrgID and aws:SourceOrgPaths. Accounts, users, roles and identity providers never send these keys, so the statement lets nobody in.",
    advice: "Test aws:PrincipalArn, aws:PrincipalAccount or aws:PrincipalOrgID, or name the service under Service.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    ],
    messages: {
      account: (key: string) =>
        `Only AWS services send ${key}. An account never does, so nobody can assume the role through this statement.`,
      everybody: (key: string) =>
        `Only AWS services send ${key}, and { "AWS": "*" } names none. Name the service under Service, or test what accounts send.`,
      federated: (key: string) =>
        `Only AWS services send ${key}. An identity provider never does, so nobody can assume the role through this statement.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:root" },
  "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:lambda:eu-west-1:518830026694:function:*" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:root" },
  "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::518830026694:role/reports" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["pins:source"],
  on: {
    condition(condition, { report }) {
      const { statement, key } = condition;
      const test = testFor(condition);
      if (!statement.allow || !statement.principalsKnown || test.key?.key.pins !== "source") return;
      const callers = callersOf(statement);
      if (callers.length === 0 || callers.length < statement.principals.length) return;
      if (!callers.every((caller) => caller.kind !== "Service" && outcomeFor(test, caller) === "dead")) return;
      const { spelling } = test.key;
      const isAws = callers.every(({ kind }) => kind === "AWS");
      const isOpen = callers.some(({ parsed }) => parsed?.form === "anyone");
      const removal = isOpen ? [] : removalFixes(condition);
      const fixes = () => [...(isAws ? counterpartFix(condition, test) : []), ...removal];
      if (!isAws) report(key.span, "federated", [spelling], { fixes });
      else if (isOpen) report(key.span, "everybody", [spelling], { fixes });
      else report(key.span, "account", [spelling], { fixes });
    },
  },
});

/** The key that says the same of an account. An ARN of a resource is no caller, so that value is to be written anew. */
function counterpartFix(condition: Condition, { key, texts }: Test): readonly Fix[] {
  const other = key?.key.counterpart.AWS;
  if (other === undefined) return [];
  if (key?.key.type !== "ARN") return keyFix(condition, other);
  const account = parseArn(texts[0] ?? "")?.account ?? "";
  const role = [
    "arn:aws:iam::",
    /^\d{12}$/.test(account) ? account : accountPlace,
    ":role/",
    placeholder("ROLE", "ROLE"),
  ];
  const [rename] = keyFix(condition, other);
  if (!rename) return [];
  const edits = [...rename.edits, setText(condition.member.value, role)];
  return [{ title: `Test ${other} instead`, edits, safe: false, preferred: true }];
}
