import { defineRule } from "./define.ts";
import { fixesFor, twinsIn } from "./shared/duplicate-keys.ts";
import { isDamaged } from "./shared/elements.ts";

export const jsonDuplicateKey = defineRule({
  meta: {
    name: "json-duplicate-key",
    group: "syntax",
    severity: "error",
    since: "0.1.0",
    summary: "The same key stands twice in one object.",
    why: "The policy language does not allow it. Readers of JSON keep only one of the two, so that half of a Condition may be lost without a word.",
    advice: "Merge the two into one.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
    messages: {
      repeated: (key: string) => `"${key}" stands twice in this object, and only one of the two counts. Merge them.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" },
    "StringEquals": { "sts:ExternalId": "7c1e6f0a-52d3-4f7e-9a1b-0d8f2c5b6e43" }
  }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": {
      "aws:PrincipalOrgID": "o-exampleorgid",
      "sts:ExternalId": "7c1e6f0a-52d3-4f7e-9a1b-0d8f2c5b6e43"
    }
  }
}`,
      },
    ],
  },
  on: {
    policy(policy, { place, report }) {
      if (isDamaged(place)) return;
      for (const twins of twinsIn(policy, (key) => key)) {
        const { first, second } = twins;
        const fixes = () => fixesFor(twins, first, (value) => place.textOf(value.span));
        const related = [{ span: first.key.span, message: "The first one stands here." }];
        report(second.key.span, "repeated", [second.key.text ?? ""], { related, fixes });
      }
    },
  },
});
