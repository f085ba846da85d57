import { demands, testFor, testsOf } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { mfaTest } from "./shared/mfa.ts";

export const ifexistsAllow = defineRule({
  meta: {
    name: "ifexists-allow",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow guards the role with IfExists, which lets everybody pass who lacks the key.",
    why: "IfExists makes the test true when the key is missing. On a key that is there to keep others out, that lets in exactly those whom it should stop.",
    advice: "Drop IfExists, and give callers that rightly lack the key a statement of their own.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
    ],
    messages: {
      open: (key: string, operator: string) =>
        `With IfExists callers without ${key} pass. Use ${operator}, which makes them show it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/vendor" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEqualsIfExists": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/vendor" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "mfa-allow-ifexists" },
      { rule: "mfa-federated" },
      { rule: "condition-void" },
      { rule: "service-irrelevant-key" },
      { rule: "source-key-with-non-service" },
      { rule: "oidc-key-prefix-mismatch" },
      { rule: "forallvalues-allow" },
    ],
  },
  about: ["operator:IfExists"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      if (!condition.statement.allow || !test.ifExists || test.polarity !== "positive") return;
      if (!test.key?.key.guard || mfaTest(condition) || isNeverSent(test) || isShownAnyway(test, test.key.spelling))
        return;
      const right = operatorWith(condition, { ifExists: false });
      report(condition.key.span, "open", [test.key.spelling, right], { fixes: () => operatorFix(condition, right) });
    },
  },
});

/** No caller of the statement sends the key: the test is void, which is another rule's. */
function isNeverSent(test: Test): boolean {
  const callers = callersOf(test.condition.statement);
  return callers.length > 0 && callers.every((caller) => outcomeFor(test, caller) === "void");
}

/** Another test of the same key shuts out whoever lacks it. */
function isShownAnyway(test: Test, spelling: string): boolean {
  const { statement } = test.condition;
  const others = testsOf(statement).filter(
    (other) => other !== test && other.key?.spelling.toLowerCase() === spelling.toLowerCase(),
  );
  if (others.length === 0) return false;
  return callersOf(statement).every((caller) =>
    others.some((other) => other.polarity === "null-false" || demands(other, caller)),
  );
}
