import { demands, hasUnknownTests, isDeadFor, testsOf } from "../access/admits.ts";
import { opensRole } from "../access/allowed-actions.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { callerInWords } from "../access/words.ts";
import type { Statement } from "../policy/model.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { operatorFix, operatorWith } from "./shared/condition-fixes.ts";
import { federationsOf } from "./shared/federation.ts";
import { subjectFixes } from "./shared/federation-fixes.ts";
import { identityTest, narrowFix } from "./shared/principal-fixes.ts";

export const negatedOnly = defineRule({
  meta: {
    name: "negated-only",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An Allow says who is kept out and not who is let in.",
    why: "A negated test, such as StringNotEquals, excludes the callers that it names, and lets in all others, those made later and those without the key among them. In an Allow that is rarely meant: such tests belong in a Deny. Of a principal that is one role or user nothing is said.",
    advice: "Test for who may come in, with StringEquals, StringLike or ArnLike.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    ],
    messages: {
      others: (operator: string, key: string, others: string) =>
        `${operator} on ${key} only keeps callers out, and no test says who may come in: ${others} can assume the role. Add a test that names who may.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringNotEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-7xk2m9qd4p" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "action-principal-mismatch", within: "statement" },
      { rule: "condition-contradiction", within: "statement" },
      { rule: "oidc-shared-required-claim", within: "statement" },
      { rule: "cognito-no-aud", within: "statement" },
      { rule: "oidc-key-prefix-mismatch", within: "statement" },
      { rule: "oidc-no-sub", within: "statement" },
      { rule: "oidc-no-condition", within: "statement" },
      { rule: "irsa-no-sub", within: "statement" },
      { rule: "rolesanywhere-no-anchor", within: "statement" },
      { rule: "pods-eks-no-scope", within: "statement" },
      { rule: "saml-no-aud", within: "statement" },
      { rule: "service-no-source", within: "statement" },
      { rule: "third-party-no-external-id", within: "statement" },
    ],
  },
  on: {
    statement(statement, { report }) {
      if (!statement.allow || statement.conditions.length === 0 || hasUnknownTests(statement)) return;
      const negated = testsOf(statement).filter(excludesCallers);
      if (negated.length === 0 || !opensRole(statement) || mayBeDeniedElsewhere(statement)) return;
      for (const caller of callersOf(statement)) {
        const test = negated.find((one) => isAllThereIs(one, caller));
        if (!test?.key) continue;
        const args = [test.condition.operator.name?.text ?? "", test.key.spelling, othersOf(caller)] as const;
        const severity = isLeaveOut(caller, test) ? "information" : "warning";
        const fixes = () => positiveFixes(caller, test);
        return report(test.condition.key.span, "others", [...args], { severity, fixes });
      }
    },
  },
});

/** It names callers, or what they come with, to keep them out. */
function excludesCallers({ polarity, setOperator, key }: Test): boolean {
  return (
    polarity === "negated" && setOperator === undefined && (key?.key.pins !== undefined || key?.key.guard === true)
  );
}

/** A whole account but for some identities or addresses: the account is named, and leaving some out can be meant. */
function isLeaveOut({ kind }: Caller, { key }: Test): boolean {
  return kind === "AWS" && (key?.key.pins === "arn" || key?.key.pins === "network");
}

/** A Deny may say who may come in; nothing is claimed of a policy that has one. */
function mayBeDeniedElsewhere({ policy }: Statement): boolean {
  return !policy.statementsKnown || policy.statements.some(({ allow }) => allow !== true);
}

/** The test keeps somebody out, and nothing says who may come in. */
function isAllThereIs(test: Test, caller: Caller): boolean {
  const { statement } = test.condition;
  if (!isMany(caller, test) || isDeadFor(statement, caller)) return false;
  const outcome = outcomeFor(test, caller);
  if (outcome !== "narrows" && outcome !== "optional") return false;
  return !testsOf(statement).some((other) => demands(other, caller) && saysWho(other, caller));
}

/** A principal that stands for many callers. Everybody has rules of its own, and who signs in with SAML the provider decides. */
function isMany({ kind, parsed }: Caller, { key }: Test): boolean {
  switch (kind) {
    case "AWS":
      return parsed?.form === "account" || parsed?.form === "root";
    case "SAML":
      return key?.key.pins === "audience";
    case "Service":
      return key?.key.pins === "source";
    case "OIDC":
      return true;
  }
}

/** Who gets in all the same. */
function othersOf(caller: Caller): string {
  const whom = callerInWords(caller);
  switch (caller.kind) {
    case "AWS":
      return `every other identity of ${whom}`;
    case "Service":
      return `everybody else for whom ${whom} acts`;
    case "OIDC":
      return `every other bearer of a token of ${whom}`;
    case "SAML":
      return `everybody else whom ${whom} signs in`;
  }
}

/** An audience says what a token is for; of some providers also whose it is. */
function saysWho({ key, claim }: Test, { kind, provider }: Caller): boolean {
  if (key?.key.pins !== "audience") return true;
  return (
    kind !== "OIDC" || provider === undefined || provider.identityClaims.includes(claim?.claim.toLowerCase() ?? "")
  );
}

/** Who may come in; or the test turned round, where it names what is usually one's own: such tests come from a Deny. */
function positiveFixes(caller: Caller, test: Test): readonly Fix[] {
  const { principal, kind, account, parsed } = caller;
  if (kind === "OIDC") {
    const federation = federationsOf(principal.statement).find((one) => one.caller === caller);
    return federation ? subjectFixes(federation) : [];
  }
  if (isLeaveOut(caller, test)) {
    const pattern = [`arn:${parsed?.partition ?? "aws"}:iam::${account ?? ""}:role/`, placeholder("ROLE", "ROLE")];
    return narrowFix(principal, "Test aws:PrincipalArn", { added: [identityTest(pattern)] }, { preferred: true });
  }
  const base = test.operator?.name.replace("Not", "") ?? "";
  return operatorFix(test.condition, operatorWith(test.condition, { base, ifExists: false }));
}
