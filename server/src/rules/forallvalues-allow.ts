import { testFor, testsOf } from "../access/admits.ts";
import { stsActionOf } from "../access/allowed-actions.ts";
import type { Test } from "../access/conditions.ts";
import { defineRule } from "./define.ts";
import { operatorFix, operatorWith, requireKeyFix } from "./shared/condition-fixes.ts";

export const forallvaluesAllow = defineRule({
  meta: {
    name: "forallvalues-allow",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow rests on ForAllValues, which is true when the key is missing.",
    why: "ForAllValues asks whether every value of the request fits. A request that has no value at all passes, so the test keeps out only those who send the key.",
    advice: "Require the key with Null as well, use ForAnyValue, or drop the prefix where the key has one value.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      many: (key: string) =>
        `ForAllValues is true when ${key} is missing, so callers without it pass. Require the key with "Null": "false", or use ForAnyValue.`,
      single: (key: string, operator: string) =>
        `ForAllValues is true when ${key} is missing, so callers without it pass. The key has one value: use ${operator} alone.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "costcenter"] } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "costcenter"] }, "Null": { "aws:TagKeys": "false" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "condition-void" },
      { rule: "service-irrelevant-key" },
      { rule: "source-key-with-non-service" },
      { rule: "oidc-key-prefix-mismatch" },
      { rule: "mfa-federated" },
    ],
  },
  about: ["operator:ForAllValues"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      if (!condition.statement.allow || test.setOperator !== "ForAllValues") return;
      if (!test.operator || test.operator.family === "Null" || isRequired(test) || comesWithAction(test)) return;
      const name = test.key?.spelling ?? condition.key.text;
      if (name === undefined || !condition.statement.conditionsKnown) return;
      const alone = operatorWith(condition, { setOperator: undefined });
      const any = operatorWith(condition, { setOperator: "ForAnyValue" });
      const single = test.key !== undefined && !test.key.key.multivalued;
      if (single) report(condition.key.span, "single", [name, alone], { fixes: () => operatorFix(condition, alone) });
      else {
        const fixes = () => [
          ...requireKeyFix(condition, { preferred: true }),
          ...operatorFix(condition, any, { preferred: false }),
        ];
        report(condition.key.span, "many", [name], { fixes });
      }
    },
  },
});

/** A Null test, or a plain one of the same key, closes the gap. */
function isRequired({ condition }: Test): boolean {
  const name = condition.key.text?.toLowerCase();
  return testsOf(condition.statement).some((other) => {
    if (other.condition === condition || other.condition.key.text?.toLowerCase() !== name) return false;
    if (other.polarity === "null-false") return true;
    return other.polarity === "positive" && !other.ifExists && other.setOperator !== "ForAllValues";
  });
}

/** The only action is the one that a caller needs for sending the key: who sends none has no use for it. */
function comesWithAction({ condition, key }: Test): boolean {
  const needed = key?.key.needsAction;
  if (needed === undefined) return false;
  return condition.statement.actions.every(
    (action) => action.text === undefined || stsActionOf(action)?.name === needed,
  );
}
