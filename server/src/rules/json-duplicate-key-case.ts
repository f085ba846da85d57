import { findElement, findKey, findOperator } from "../catalog/index.ts";
import type { Member } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { fixesFor, twinsIn } from "./shared/duplicate-keys.ts";
import { isDamaged } from "./shared/elements.ts";

export const jsonDuplicateKeyCase = defineRule({
  meta: {
    name: "json-duplicate-key-case",
    group: "syntax",
    severity: "error",
    since: "0.1.0",
    summary: "Two keys of one object differ only in upper and lower case.",
    why: "Names in a policy are compared ignoring case in most places, so that both name the same thing and only one may count.",
    advice: "Merge the two under the usual spelling.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      differ: (second: string, first: string) =>
        `"${second}" and "${first}" differ only in upper and lower case, so only one may count. Merge them.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid", "aws:principalorgid": "o-exampleorgid" }
  }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" }
  }
}`,
      },
    ],
  },
  on: {
    policy(policy, { place, report }) {
      if (isDamaged(place)) return;
      for (const twins of twinsIn(policy, (key) => key.toLowerCase())) {
        const { first, second } = twins;
        const [a = "", b = ""] = [second.key.text, first.key.text];
        if (a === b) continue;
        const keep = isUsual(second) && !isUsual(first) ? second : first;
        const at = keep === first ? second : first;
        const fixes = () => fixesFor(twins, keep, (value) => place.textOf(value.span));
        const related = [{ span: keep.key.span, message: "The other one stands here." }];
        report(at.key.span, "differ", [at.key.text ?? "", keep.key.text ?? ""], { related, fixes });
      }
    },
  },
});

/** Written as AWS writes it. */
function isUsual({ key }: Member): boolean {
  const text = key.text ?? "";
  if (findElement(text, "policy") || findElement(text, "statement") || findElement(text, "principal")) return true;
  return findOperator(text) !== undefined || findKey(text)?.spelling === text;
}
