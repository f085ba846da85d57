import { testFor } from "../access/admits.ts";
import { findKey } from "../catalog/index.ts";
import { parseArn } from "../policy/arn.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const valuePrincipalarnSession = defineRule({
  meta: {
    name: "value-principalarn-session",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The key aws:PrincipalArn is compared with the ARN of a session.",
    why: "For a role session the key holds the ARN of the role, never that of the session, so an assumed-role ARN fits nothing.",
    advice: "Use the ARN of the role, arn:aws:iam::ACCOUNT:role/NAME.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
    ],
    messages: {
      session: (value: string, right: string) =>
        `aws:PrincipalArn holds the ARN of the role, never of its session, so "${value}" fits nothing. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:sts::204512347781:assumed-role/deploy/*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy" } } }`,
      },
    ],
    yieldsTo: [{ rule: "wildcard-in-equals" }],
  },
  about: ["key:aws:PrincipalArn"],
  on: {
    condition(condition, { report }) {
      const { key } = testFor(condition);
      if (!key || key.key !== findKey("aws:PrincipalArn")?.key) return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        const arn = text === undefined ? undefined : parseArn(text);
        const role = arn && /^assumed-role\/([^/]+)/.exec(arn.resource)?.[1];
        if (text === undefined || !arn || role === undefined) continue;
        const right = `arn:${arn.partition}:iam::${arn.account}:role/${role}`;
        report(value.span, "session", [text, right], { fixes: () => [valueFix(value, right)] });
      }
    },
  },
});
