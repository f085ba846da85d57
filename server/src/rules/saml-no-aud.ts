import { isDeadFor, mentions } from "../access/admits.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import { findPartition } from "../catalog/index.ts";
import { addConditions } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import { string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { letsIn } from "./shared/federation.ts";

export const samlNoAud = defineRule({
  meta: {
    name: "saml-no-aud",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A trust in a SAML provider does not test who its assertions are for.",
    why: "An assertion names the endpoint that it is meant for. Without the test one that was made for another recipient can open the role.",
    advice: "Test SAML:aud for the sign-in URL of AWS.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml",
    ],
    messages: {
      missing: () =>
        "Assertions that were made for another recipient may open this role too. Test SAML:aud for the sign-in URL of AWS.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML" }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
      },
    ],
    yieldsTo: [{ rule: "saml-arn" }],
  },
  about: ["caller:SAML"],
  on: {
    statement(statement, { report }) {
      if (!statement.allow || !statement.actionsKnown || !letsIn(statement)) return;
      if (mentions(statement, ({ key }) => key.valueKind === "sign-in-url")) return;
      for (const caller of callersOf(statement)) {
        if (caller.kind !== "SAML" || isDeadFor(statement, caller)) continue;
        report(caller.principal.source.span, "missing", [], { fixes: () => audienceFixes(statement, caller) });
      }
    },
  },
});

function audienceFixes(statement: Statement, { parsed }: Caller): readonly Fix[] {
  const url = findPartition(parsed?.partition ?? "aws")?.signInUrls.find((candidate) => !candidate.includes("${"));
  if (url === undefined) return [];
  const edits = addConditions(statement, [{ operator: "StringEquals", key: "SAML:aud", value: string(url) }]);
  return [{ title: `Add SAML:aud for ${url}`, edits, safe: false, preferred: true }];
}
