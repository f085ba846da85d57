import { pinsOf } from "../access/admission.ts";
import { testFor, testsOf } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { parseArn } from "../policy/arn.ts";
import { addConditions } from "../policy/edit.ts";
import type { Statement } from "../policy/model.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

export const serviceSourceArnNoAccount = defineRule({
  meta: {
    name: "service-source-arn-no-account",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "The value of aws:SourceArn holds no account ID, and nothing else says whose resource it is.",
    why: "ARNs of some resources, such as S3 buckets, have no account in them. When the resource is deleted somebody else can make one of the same name and have the service assume your role for it.",
    advice: "Test aws:SourceAccount as well.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    ],
    messages: {
      none: () => "This ARN holds no account ID, so it may be somebody else's resource. Add aws:SourceAccount.",
      any: () => "This ARN fits the resources of every account. Write the account, or add aws:SourceAccount.",
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "s3.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:s3:::northwind-reports" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "s3.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "ArnLike": { "aws:SourceArn": "arn:aws:s3:::northwind-reports" },
    "StringEquals": { "aws:SourceAccount": "204512347781" }
  }
}`,
      },
    ],
  },
  about: ["key:aws:SourceArn"],
  on: {
    condition(condition, { report }) {
      const { statement, values } = condition;
      const test = testFor(condition);
      if (test.key?.key.name !== "aws:SourceArn" || test.polarity !== "positive" || !statement.allow) return;
      if (!statement.conditionsKnown || !callersOf(statement).some(({ kind }) => kind === "Service")) return;
      if (saysWhose(statement)) return;
      for (const value of values) {
        const account = value.kind === "string" && value.text !== undefined ? parseArn(value.text)?.account : undefined;
        if (account === undefined || /[^*?]/.test(account)) continue;
        const added = [{ operator: "StringEquals", key: "aws:SourceAccount", value: string([accountPlace]) }];
        const edits = addConditions(statement, added);
        const fixes = () => [{ title: "Add aws:SourceAccount", edits, safe: false, preferred: true }];
        report(value.span, account === "" ? "none" : "any", [], { fixes });
      }
    },
  },
});

/** Another test says whose resources are meant. */
function saysWhose(statement: Statement): boolean {
  const others = testsOf(statement).some(
    ({ key, polarity, ifExists, setOperator }) =>
      key?.key.pins === "source" &&
      key.key.name !== "aws:SourceArn" &&
      polarity === "positive" &&
      !ifExists &&
      setOperator !== "ForAllValues",
  );
  return others || callersOf(statement).some((caller) => pinsOf(statement, caller).has("organization"));
}
