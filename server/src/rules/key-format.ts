import { findKey, keysOfIssuer } from "../catalog/index.ts";
import type { Statement } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { federationsOf } from "./shared/federation.ts";
import { suggestedKey } from "./shared/key-suggestion.ts";

export const keyFormat = defineRule({
  meta: {
    name: "key-format",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A condition key is not written prefix:name.",
    why: "The name of a condition key is a prefix (aws, sts, saml, or the issuer of a token), a colon and a name, without blanks. No request carries any other, so the test cannot come out as it is meant.",
    advice: "Write the whole name of the key, such as aws:SourceArn.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      empty: () => "A condition key is missing here. Write prefix:name, such as aws:SourceArn.",
      noPrefix: (written: string) =>
        `"${written}" has no prefix, so it is no condition key. Keys are written prefix:name.`,
      noPrefixMeant: (written: string, right: string) =>
        `"${written}" has no prefix, so it is no condition key. Did you mean ${right}?`,
      noName: (written: string) => `"${written}" has no name after the prefix. Keys are written prefix:name.`,
      blank: (written: string) =>
        `"${written}" holds a blank, so it is no condition key that a request carries. Remove the blank.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "ExternalId": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
  },
  about: ["key:unknown"],
  on: {
    condition(condition, { report }) {
      const { text, span } = condition.key;
      if (text === undefined || findKey(text)) return;
      const compact = text.replace(/\s+/g, "");
      if (compact === "") return report(span, "empty", []);
      const meant = findKey(compact)?.spelling;
      if (!compact.includes(":")) {
        const near = claimOf(condition.statement, compact) ?? suggestedKey(condition);
        const fixes = () => (near === undefined ? [] : keyFix(condition, near));
        if (near === undefined) report(span, "noPrefix", [text], { fixes });
        else report(span, "noPrefixMeant", [text, near], { fixes });
      } else if (compact.endsWith(":")) report(span, "noName", [text]);
      else if (/\s/.test(beforeTag(text))) {
        report(span, "blank", [text], { fixes: () => keyFix(condition, meant ?? compact) });
      }
    },
  },
});

/** `sub` under a trust in one provider of tokens is that provider's. */
function claimOf(statement: Statement, name: string): string | undefined {
  const [federation, ...others] = federationsOf(statement);
  if (!federation || others.length > 0) return undefined;
  const { issuer } = federation;
  return keysOfIssuer(issuer).find(({ key }) => key.claim.toLowerCase() === name.toLowerCase())?.spelling;
}

/** A tag key may hold blanks; it stands behind the slash. */
function beforeTag(text: string): string {
  const slash = text.indexOf("/", text.indexOf(":"));
  return slash === -1 ? text : text.slice(0, slash);
}
