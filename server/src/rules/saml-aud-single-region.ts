import { testsOf } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { findPartition } from "../catalog/index.ts";
import { addItem } from "../policy/edit.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

export const samlAudSingleRegion = defineRule({
  meta: {
    name: "saml-aud-single-region",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "SAML:aud accepts the global sign-in URL alone.",
    why: "When the global endpoint cannot be reached, people can still sign in through the endpoint of a Region, if the role accepts it.",
    advice: "Accept the endpoint of a Region beside the global one.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html"],
    messages: {
      global: () => "People cannot sign in while this one endpoint is down. Add the endpoint of a Region beside it.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": ["https://signin.aws.amazon.com/saml", "https://eu-west-1.signin.aws.amazon.com/saml"] } } }`,
      },
    ],
  },
  about: ["caller:SAML"],
  on: {
    statement(statement, { report }) {
      const caller = callersOf(statement).find(({ kind }) => kind === "SAML");
      const partition = findPartition(caller?.parsed?.partition ?? "");
      const global = partition?.signInUrls.find((url) => !url.includes("${"));
      const regional = partition?.signInUrls.find((url) => url.includes("${Region}"));
      if (!statement.allow || global === undefined || regional === undefined) return;
      const tests = testsOf(statement).filter(({ key }) => key?.key.valueKind === "sign-in-url");
      const [test, ...others] = tests;
      const [value, ...more] = test?.condition.values ?? [];
      if (!test || others.length > 0 || more.length > 0 || value?.kind !== "string" || value.text !== global) return;
      if (test.operator?.family !== "String" || test.operator.negated) return;
      const [before = "", after = ""] = regional.split("${Region}");
      const fixes = () => [
        {
          title: "Add the endpoint of a Region",
          edits: [
            addItem(test.condition.member.value, [
              before,
              placeholder("REGION", partition?.regions[0] ?? "REGION"),
              after,
            ]),
          ],
          safe: false,
          preferred: true,
        },
      ];
      report(value.span, "global", [], { fixes });
    },
  },
});
