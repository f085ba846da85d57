import { testFor } from "../access/admits.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

export const keyMissingTagKey = defineRule({
  meta: {
    name: "key-missing-tag-key",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A key that needs a name after a slash, such as aws:PrincipalTag, has none.",
    why: "Each tag is a condition key of its own, aws:PrincipalTag/team. Without the part behind the slash there is no such key, and no request carries it.",
    advice: "Write the tag's key behind a slash.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: (key: string, what: string) =>
        `${key} names no ${what}, so no request carries it. Write the name after a slash: ${key}/team.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalTag": "ops" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:PrincipalTag/team": "ops" } } }`,
      },
    ],
  },
  about: ["key is:suffixed"],
  on: {
    condition(condition, { report }) {
      const { key } = testFor(condition);
      if (!key?.key.suffix || key.tag !== undefined) return;
      const isTag = key.key.suffix === "tag-key";
      const name = isTag ? placeholder("TAG", "team") : placeholder("KEY", "key");
      const fixes = () => [
        {
          title: isTag ? "Add the key of the tag" : "Add the name after the slash",
          edits: [{ kind: "rename" as const, member: condition.member, key: [`${key.spelling}/`, name] }],
          safe: false,
          preferred: true,
        },
      ];
      report(condition.key.span, "missing", [key.spelling, isTag ? "tag" : "context key"], { fixes });
    },
  },
});
