import { testsOf } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { presenceFor, type Test } from "../access/conditions.ts";
import type { Statement } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { areDisjoint } from "./shared/disjoint.ts";

export const conditionContradiction = defineRule({
  meta: {
    name: "condition-contradiction",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "Two tests of one key can never hold together.",
    why: "Every test of a statement has to hold. When no value of the key fits two of them, an Allow lets nobody in, and a Deny denies nothing. Reported only where it is certain.",
    advice: "Put the values into one list if either will do, or into two statements.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
    messages: {
      allow: (key: string, one: string, other: string) =>
        `No ${key} passes both ${one} and ${other} here, so nobody can assume the role through this statement. Use one list of values, or two statements.`,
      deny: (key: string, one: string, other: string) =>
        `No ${key} passes both ${one} and ${other} here, so this Deny never applies. Use one list of values, or two statements.`,
      absent: (key: string, one: string, other: string) =>
        `${one} asks that ${key} is missing and ${other} that it is there, so the two never hold together. Remove one of them.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "nightly" }, "StringLike": { "sts:RoleSessionName": "deploy-*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "sts:RoleSessionName": ["nightly", "deploy-*"] } } }`,
      },
    ],
    yieldsTo: [
      { rule: "condition-dead" },
      { rule: "condition-void" },
      { rule: "key-unknown-global" },
      { rule: "key-pointless" },
      { rule: "service-irrelevant-key" },
      { rule: "source-key-with-non-service" },
      { rule: "operator-type" },
      { rule: "mfa-null" },
    ],
  },
  about: ["statement:several operators"],
  on: {
    statement(statement, { report }) {
      if (statement.operators.length < 2 || statement.allow === undefined) return;
      for (const tests of sharedKeys(statement)) {
        const pair = contradiction(tests);
        if (!pair) continue;
        const [one, other] = pair;
        const message = isMissing(one) || isMissing(other) ? "absent" : statement.allow ? "allow" : "deny";
        // Of a pair that asks for both, the one that wants the key missing is named first.
        const [first, second] = isMissing(other) ? [other, one] : [one, other];
        const related = [{ span: one.condition.key.span, message: "The other test of the same key" }];
        report(other.condition.key.span, message, [one.key?.spelling ?? "", wordsFor(first), wordsFor(second)], {
          related,
        });
      }
    },
  },
});

/** The tests of keys with one value that are tested more than once, key by key. */
function sharedKeys(statement: Statement): readonly (readonly Test[])[] {
  const byKey = new Map<string, Test[]>();
  for (const test of testsOf(statement)) {
    const { key, operator } = test;
    if (!key || !operator || mayHaveMany(test)) continue;
    const name = key.spelling.toLowerCase();
    const tests = byKey.get(name);
    if (tests) tests.push(test);
    else byKey.set(name, [test]);
  }
  return [...byKey.values()].filter((tests) => tests.length > 1);
}

/** The audience of a token may be a list, whatever its provider usually sends. */
function mayHaveMany({ key, claim }: Test): boolean {
  if (!key || key.key.multivalued || key.key.arityDisputed) return true;
  return claim !== undefined && key.key.pins === "audience";
}

/** Two tests that cannot both hold, in the order of the document. A key that a caller may lack has to be asked for. */
function contradiction(tests: readonly Test[]): readonly [Test, Test] | undefined {
  for (const [index, other] of tests.entries()) {
    for (const one of tests.slice(0, index)) {
      if (nameOf(one) === nameOf(other)) continue;
      if (isMissing(one) ? isNeeded(other) : isMissing(other) && isNeeded(one)) return [one, other];
      if (areDisjoint(one, other) && (tests.some(isNeeded) || isAlwaysThere(one))) return [one, other];
    }
  }
  return undefined;
}

/** The same operator twice is a key that stands twice, which rules of the notation report. */
function nameOf({ condition }: Test): string | undefined {
  return condition.operator.name?.text.toLowerCase();
}

function isMissing({ polarity, valuesKnown, texts }: Test): boolean {
  return polarity === "null-true" && valuesKnown && texts.length === 1;
}

/** The test fails for callers without the key. */
function isNeeded({ polarity, ifExists, setOperator, valuesKnown, texts }: Test): boolean {
  if (polarity === "null-false") return valuesKnown && texts.length === 1 && /^false$/i.test(texts[0] ?? "");
  return polarity === "positive" && !ifExists && setOperator === undefined;
}

function isAlwaysThere(test: Test): boolean {
  const { statement } = test.condition;
  const callers = callersOf(statement);
  return (
    statement.principalsKnown &&
    callers.length > 0 &&
    callers.length === statement.principals.length &&
    callers.every((caller) => caller.parsed?.form !== "anyone" && presenceFor(test, caller) === "always")
  );
}

function wordsFor({ condition, texts, polarity }: Test): string {
  const operator = condition.operator.name?.text ?? "";
  const [only] = texts;
  if (polarity === "null-true" || polarity === "null-false") return `Null "${only ?? ""}"`;
  return texts.length === 1 && only !== undefined ? `${operator} "${only}"` : operator;
}
