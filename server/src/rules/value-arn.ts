import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { findPartition } from "../catalog/index.ts";
import { type Arn, parseArn } from "../policy/arn.ts";
import { setText } from "../policy/edit.ts";
import { hasWildcard } from "../policy/match.ts";
import { placeholder } from "../tree/edit.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { regionMeant } from "./shared/region-meant.ts";

export const valueArn = defineRule({
  meta: {
    name: "value-arn",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A value under an ARN operator is not an ARN.",
    why: "ArnLike and ArnEquals compare the six parts of an ARN one by one. A value that does not have them fits no ARN; only a star alone stands for all of them.",
    advice: "Write all six parts: arn:partition:service:region:account:resource.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      parts: (value: string) =>
        `"${value}" does not have the six parts of an ARN, so it fits none. Write arn:partition:service:region:account:resource.`,
      partition: (value: string, partition: string) =>
        `"${value}" fits no ARN: there is no partition "${partition}". Write aws, aws-cn or aws-us-gov.`,
      account: (value: string, account: string) =>
        `"${value}" fits no ARN: "${account}" is no account ID, which has 12 digits. Write all of them.`,
      region: (value: string, region: string, right: string) =>
        `"${value}" fits no ARN: no Region is called "${region}". Did you mean ${right}?`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "role/deploy-*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "service-source-arn-shape" }, { rule: "variable-unknown" }],
  },
  about: ["operator:Arn"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (operator?.family !== "Arn" || (key && key.key.type !== "ARN")) return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text.trim() !== text || text === "" || text.includes("${") || /^\*+$/.test(text))
          continue;
        const arn = parseArn(text);
        const near = arn && regionMeant(arn.region);
        const fault = arn ? faultOf(arn) : undefined;
        if ((arn && !fault && near === undefined) || placeholderIn(text)) continue;
        const fixes = () => arnFixes(value, text, key?.key.pins === "arn");
        if (arn && near !== undefined) {
          const right = text.replace(`:${arn.region}:`, `:${near}:`);
          report(value.span, "region", [text, arn.region, near], { fixes: () => [valueFix(value, right)] });
        } else if (arn && fault) report(value.span, fault, [text, arn[fault]], { fixes });
        else report(value.span, "parts", [text], { fixes });
      }
    },
  },
});

/** The ARN with a place for each part that is missing or wrong; none for text that has no likeness to one. */
function arnFixes(value: Value, text: string, isIdentity: boolean): readonly Fix[] {
  const parts = text.split(":");
  if (parts[0] !== "arn" && (parts.length > 1 || !isIdentity)) return [];
  const resource = parts.slice(parts.length > 5 ? 5 : -1).join(":");
  const [, partition = "aws", service = isIdentity ? "iam" : "", ...rest] = parts.slice(0, -1);
  const account = rest.find((part) => /^\d{12}$/.test(part)) ?? (rest[1] === "*" ? "*" : undefined);
  const region = rest[0] === account ? "" : (rest[0] ?? "");
  if (/^(arn|\d{12})?$/.test(resource)) return [];
  const right = [
    `arn:${findPartition(partition) || hasWildcard(partition) ? partition : "aws"}:`,
    service || placeholder("SERVICE", "SERVICE"),
    `:${region}:`,
    account ?? placeholder("ACCOUNT", "111122223333"),
    `:${resource}`,
  ];
  return [{ title: "Complete the ARN", edits: [setText(value, right)], safe: false, preferred: true }];
}

function faultOf({ partition, account }: Arn): "partition" | "account" | undefined {
  if (!hasWildcard(partition) && !findPartition(partition)) return "partition";
  return /^[\d-]+$/.test(account) && !/^\d{12}$/.test(account) ? "account" : undefined;
}
