import { testFor } from "../access/admits.ts";
import type { Test } from "../access/conditions.ts";
import { findOperator, operators } from "../catalog/index.ts";
import type { KeyType, Operator, ResolvedKey } from "../catalog/types.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";

const nouns: Readonly<Record<KeyType, string>> = {
  String: "a text",
  ARN: "an ARN",
  Bool: "true or false",
  Date: "a date",
  Numeric: "a number",
  IPAddress: "an IP address",
};

export const operatorType = defineRule({
  meta: {
    name: "operator-type",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "An operator does not fit the type of the key that it tests.",
    why: "Each operator compares one kind of value: texts, ARNs, numbers, dates, IP addresses, true and false. On a key of another kind the test does not come out as it reads.",
    advice: "Use an operator of the key's type.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      mismatch: (key: string, what: string, operator: string, right: string) =>
        `${key} holds ${what}, which ${operator} does not compare. Use ${right}.`,
      words: (key: string, operator: string, right: string) =>
        `${key} holds the text "true" or "false", which ${operator} does not compare. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/ci" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/ci" } } }`,
      },
    ],
  },
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { key, operator } = test;
      if (!key || !operator || fits(test, key, operator)) return;
      const right = operatorWith(condition, { base: fitting(test, key, operator) });
      const fixes = () => operatorFix(condition, right);
      const { type } = key.key;
      const written = operator.name;
      if (operator.family === "Bool" && type === "String" && test.texts.every((text) => /^(true|false)$/.test(text))) {
        report(condition.key.span, "words", [key.spelling, written, right], { fixes });
      } else report(condition.key.span, "mismatch", [key.spelling, nouns[type], written, right], { fixes });
    },
  },
});

/** Comparing a truth value as text works; what the documentation tolerates is no finding. */
function fits(test: Test, { key }: ResolvedKey, operator: Operator): boolean {
  if (operator.family === "Null" || key.operators.includes(operator.name)) return true;
  if (operator.keyTypes.includes(key.type)) return true;
  if (key.type === "Bool" && operator.family === "String")
    return test.texts.every((text) => /^(true|false)$/i.test(text));
  return false;
}

/** The operator of the key's type that says the same: negated or not, less or greater, with wildcards where the values have some. */
function fitting(test: Test, { key }: ResolvedKey, operator: Operator): string {
  const relation = operator.name.slice(operator.family.length);
  const candidates = key.operators.flatMap((name) => findOperator(name) ?? []);
  const likeWanted = test.texts.some(hasWildcard);
  return (
    candidates.find(({ name, family }) => name === family + relation && !likeWanted) ??
    candidates.find(({ negated, wildcards }) => negated === operator.negated && wildcards === likeWanted) ??
    candidates.find(({ negated }) => negated === operator.negated) ??
    candidates[0] ??
    operators().find(({ keyTypes }) => keyTypes.includes(key.type)) ??
    operator
  ).name;
}
