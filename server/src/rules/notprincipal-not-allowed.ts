import { addConditions, type NewCondition } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import { type ParsedPrincipal, parsePrincipal } from "../policy/principal.ts";
import { array, object, string, type TreeEdit } from "../tree/edit.ts";
import { itemsOf, type Member } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";

export const notprincipalNotAllowed = defineRule({
  meta: {
    name: "notprincipal-not-allowed",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement uses NotPrincipal.",
    why: "Trust policies do not support NotPrincipal, neither with Allow nor with Deny; IAM refuses them.",
    advice:
      "To deny everybody but a few, deny the principal * and make an exception for the few by aws:PrincipalArn in a Condition.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    ],
    messages: {
      allow: () => "IAM refuses NotPrincipal in a trust policy. Name those who may assume the role under Principal.",
      deny: () =>
        "IAM refuses NotPrincipal in a trust policy. Deny everybody and make the exception by aws:PrincipalArn in a Condition.",
    },
    examples: [
      {
        bad: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" },
    { "Effect": "Deny", "NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/deploy" }, "Action": "sts:AssumeRole" }
  ]
}`,
        good: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" },
    {
      "Effect": "Deny",
      "Principal": { "AWS": "*" },
      "Action": "sts:AssumeRole",
      "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/deploy" } }
    }
  ]
}`,
      },
    ],
  },
  about: ["statement:unusual"],
  on: {
    statement(statement, { report }) {
      const { notPrincipal, allow } = statement;
      if (!notPrincipal) return;
      const fixes = () => asCondition(statement, notPrincipal);
      if (allow === false) report(notPrincipal.key.span, "deny", [], { fixes });
      else report(notPrincipal.key.span, "allow", []);
    },
  },
});

/** Deny everybody, with the exceptions as a condition; nothing where an exception cannot be said so. */
function asCondition(statement: Statement, notPrincipal: Member): readonly Fix[] {
  const tests = exceptionsOf(notPrincipal);
  if (!tests || statement.principal || tests.some(({ key }) => isTested(statement, String(key)))) return [];
  const edits: readonly TreeEdit[] = [
    { kind: "rename", member: notPrincipal, key: "Principal" },
    { kind: "replace", target: notPrincipal.value, value: object([["AWS", string("*")]]) },
    ...addConditions(statement, tests),
  ];
  const keys = tests.map(({ key }) => String(key)).join(" and ");
  return [{ title: `Deny everybody, with an exception by ${keys}`, edits, safe: false, preferred: true }];
}

function exceptionsOf({ value }: Member): readonly NewCondition[] | undefined {
  if (value.kind !== "object" || value.members.length !== 1) return undefined;
  const [aws] = value.members;
  if (aws?.key.text !== "AWS") return undefined;
  const arns: string[] = [];
  const accounts: string[] = [];
  for (const item of itemsOf(aws.value)) {
    if (item.kind !== "string" || item.text === undefined) return undefined;
    const parsed: ParsedPrincipal = parsePrincipal("AWS", item.text);
    if (parsed.form === "role" || parsed.form === "user") arns.push(item.text);
    else if ((parsed.form === "account" || parsed.form === "root") && parsed.account) accounts.push(parsed.account);
    else return undefined;
  }
  const tests: NewCondition[] = [];
  if (arns.length > 0) tests.push({ operator: "ArnNotLike", key: "aws:PrincipalArn", value: listOf(arns) });
  if (accounts.length > 0) {
    tests.push({ operator: "StringNotEquals", key: "aws:PrincipalAccount", value: listOf(accounts) });
  }
  return tests.length > 0 ? tests : undefined;
}

function listOf(texts: readonly string[]) {
  const [first = ""] = texts;
  return texts.length === 1 ? string(first) : array(texts.map(string));
}

function isTested({ conditions }: Statement, key: string): boolean {
  return conditions.some((condition) => condition.key.text?.toLowerCase() === key.toLowerCase());
}
