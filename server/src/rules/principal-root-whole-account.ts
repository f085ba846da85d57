import { hasUnknownTests, saysNothing, testsOf } from "../access/admits.ts";
import { opensRole } from "../access/allowed-actions.ts";
import { type Caller, callerOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { isDocumentationAccount } from "../access/placeholder.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { identityTest, narrowFix } from "./shared/principal-fixes.ts";

export const principalRootWholeAccount = defineRule({
  meta: {
    name: "principal-root-whole-account",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "A whole account is trusted, and nothing says who in it.",
    why: "An account as the principal, :root included, is not its root user alone: every identity of the account whose own policy allows sts:AssumeRole can take the role. The choice is left to the administrators of that account.",
    advice: "Name the roles or users, or test aws:PrincipalArn.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      whole: (account: string) =>
        `Every identity of account ${account} whose own policy allows sts:AssumeRole can take this role. Name the role, or test aws:PrincipalArn.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:root" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [
      { rule: "third-party-no-external-id" },
      { rule: "cross-account-no-condition" },
      { rule: "negated-only", within: "statement" },
      { rule: "action-principal-mismatch", within: "statement" },
    ],
  },
  about: ["form:account"],
  on: {
    principal(principal, { report }) {
      const { statement, source } = principal;
      const caller = callerOf(principal);
      const form = caller?.parsed?.form;
      if (!statement.allow || caller?.account === undefined || (form !== "root" && form !== "account")) return;
      const { account } = caller;
      if (isDocumentationAccount(account) || !opensRole(statement) || isNarrowed(caller)) return;
      const pattern = [`arn:${caller.parsed?.partition ?? "aws"}:iam::${account}:role/`, placeholder("ROLE", "ROLE")];
      const fixes = () => [
        ...narrowFix(principal, "Test aws:PrincipalArn", { added: [identityTest(pattern)] }, { preferred: true }),
        ...narrowFix(principal, "Name one role", { text: pattern, added: [] }),
      ];
      report(source.span, "whole", [account], { fixes });
    },
  },
});

/** Whether something, seen or unseen, says who in the account; that it is this account or its organization says nothing. */
function isNarrowed(caller: Caller): boolean {
  const { statement } = caller.principal;
  return hasUnknownTests(statement) || testsOf(statement).some((test) => saysWho(test, caller));
}

function saysWho(test: Test, caller: Caller): boolean {
  const outcome = outcomeFor(test, caller);
  if (outcome === "void" || outcome === "optional" || saysNothing(test)) return false;
  const pins = test.key?.key.pins;
  return pins !== "account" && pins !== "organization";
}
