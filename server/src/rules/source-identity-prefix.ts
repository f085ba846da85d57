import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const sourceIdentityPrefix = defineRule({
  meta: {
    name: "source-identity-prefix",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A source identity that begins with aws: is asked for.",
    why: "STS keeps values that begin with aws: to itself and refuses them, so nobody can bring such a source identity.",
    advice: "Use a value without that beginning.",
    references: ["https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"],
    messages: {
      kept: (value: string) =>
        `STS refuses source identities that begin with "aws:", so "${value}" never matches. Remove the beginning.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Jump" }, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
  "Condition": { "StringEquals": { "sts:SourceIdentity": "aws:olga" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Jump" }, "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
  "Condition": { "StringEquals": { "sts:SourceIdentity": "olga" } } }`,
      },
    ],
  },
  about: ["value:source-identity"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (key?.key.valueKind !== "source-identity" || operator?.family !== "String") return;
      for (const value of condition.values) {
        if (value.kind !== "string" || !value.text?.startsWith("aws:")) continue;
        const { text } = value;
        report(value.span, "kept", [text], { fixes: () => [valueFix(value, text.slice("aws:".length))] });
      }
    },
  },
});
