import { testFor } from "../access/admits.ts";
import type { Condition } from "../policy/model.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";

export const vpceKeysSupport = defineRule({
  meta: {
    name: "vpce-keys-support",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A key is tested that only some services send, and STS is not on their list.",
    why: "AWS lists the services whose requests carry the owner of the VPC endpoint. A request to STS may not carry it, and then a plain test lets nobody in.",
    advice: "Test the endpoint itself with aws:SourceVpce.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      unsupported: (key: string) =>
        `AWS does not list STS among the services that send ${key}, so it may never be there. Use aws:SourceVpce.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:VpceAccount": "204512347781" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-0f3a9c1b2d4e5f607" } } }`,
      },
    ],
  },
  about: ["key is:unsupported"],
  on: {
    condition(condition, { report }) {
      const { key } = testFor(condition);
      if (!key?.key.unsupportedBySts) return;
      report(condition.key.span, "unsupported", [key.spelling], { fixes: () => endpointFixes(condition) });
    },
  },
});

/** The endpoint itself, whose ID is left to fill in. */
function endpointFixes(condition: Condition): readonly Fix[] {
  const value = string([placeholder("ENDPOINT", "vpce-0123456789abcdef0")]);
  return keyFix(condition, "aws:SourceVpce").map((fix) => ({
    ...fix,
    title: "Test aws:SourceVpce instead",
    edits: [...fix.edits, { kind: "replace", target: condition.member.value, value }],
  }));
}
