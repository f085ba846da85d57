import { demands, testFor, testsOf } from "../access/admits.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import type { ResolvedKey } from "../catalog/types.ts";
import { parseArn } from "../policy/arn.ts";
import { firstWildcard, hasWildcard } from "../policy/match.ts";
import type { Condition } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { subjectsOf } from "./shared/subjects.ts";

/** With fewer fixed characters than these IAM Access Analyzer calls a pattern too permissive. */
const fewest = 6;

export const likeTooPermissive = defineRule({
  meta: {
    name: "like-too-permissive",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A pattern for an identity has hardly any fixed characters.",
    why: "Where a whole account or identity provider is trusted, the pattern decides who of it gets in. With fewer than six fixed characters it fits identities that nobody thought of, those made later among them.",
    advice: "Write more of the value in front of the wildcard.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      short: (value: string, fixed: number, key: string) =>
        `Only ${fixed === 1 ? "1 character" : `${fixed} characters`} of "${value}" ${fixed === 1 ? "is" : "are"} fixed, so it fits ${key} of many others too. Write more of it in front of the wildcard.`,
      anybody: (value: string, key: string) =>
        `"${value}" fits ${key} of every identity in every account. Write the account and the name.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:userid": "AROA*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringLike": { "aws:userid": "AROA3XKQ7N5WZ2JD4LTUB:*" } } }`,
      },
    ],
    yieldsTo: [
      { rule: "like-star-only" },
      { rule: "oidc-sub-only-wildcard" },
      { rule: "oidc-sub-org-wildcard" },
      { rule: "oidc-sub-shape" },
      { rule: "github-immutable-sub-wildcard" },
      { rule: "github-abusable-claim-first" },
      { rule: "irsa-wildcard" },
      { rule: "value-arn" },
      { rule: "value-whitespace" },
      { rule: "principal-public", within: "statement" },
      { rule: "principal-public-weak-condition", within: "statement" },
      { rule: "action-missing-for-key", within: "statement" },
      { rule: "oidc-key-prefix-mismatch", within: "statement" },
    ],
  },
  about: ["operator:wildcards"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      const { key, operator, polarity } = test;
      if (!key || !operator?.wildcards || polarity !== "positive" || !isIdentity(key)) return;
      if (!condition.statement.allow || !callersOf(condition.statement).some((caller) => decides(test, caller))) return;
      // Of ARNs that are compared as texts another rule speaks.
      if ((key.key.type === "ARN") !== (operator.family === "Arn")) return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text.includes("${") || !hasWildcard(text)) continue;
        if (operator.family === "Arn") {
          if (isAnybody(text)) report(value.span, "anybody", [text, key.spelling]);
        } else if (isShort(text) && !isJudged(condition, value)) {
          report(value.span, "short", [text, fixedIn(text), key.spelling]);
        }
      }
    },
  },
});

function isIdentity({ key }: ResolvedKey): boolean {
  return key.pins === "arn" || key.pins === "subject" || key.valueKind === "source-identity";
}

/** Whether the pattern decides who gets in: the principal stands for many, and no other test says whom of them is meant. */
function decides(test: Test, caller: Caller): boolean {
  if (!isMany(caller)) return false;
  return !testsOf(test.condition.statement).some(
    (other) => other !== test && other.key !== undefined && isIdentity(other.key) && demands(other, caller),
  );
}

/** Of people who sign in with SAML the provider decides. */
function isMany({ kind, parsed }: Caller): boolean {
  if (kind !== "AWS") return kind === "OIDC";
  return parsed?.form === "account" || parsed?.form === "root" || parsed?.form === "anyone";
}

/** Neither the account nor anything of the resource: `arn:aws:iam::*:*`. */
function isAnybody(text: string): boolean {
  const arn = parseArn(text);
  return arn !== undefined && /^[*?]*$/.test(arn.account) && /^[*?]+$/.test(arn.resource);
}

/**
 * What ends in a fixed text, such as the domain of an address, is no short pattern, and neither is a short name with the sign
 * behind it that ends names: `acme/*`.
 */
function isShort(text: string): boolean {
  return fixedIn(text) < fewest && !/^[^*?]+[/:|]$/.test(text.slice(0, firstWildcard(text)));
}

function fixedIn(text: string): number {
  return text.replace(/[*?]/g, "").length;
}

/** A subject of a provider whose subjects are known: how much it lets in is told exactly. */
function isJudged({ statement }: Condition, value: Value): boolean {
  return subjectsOf(statement).some((subject) => subject.value === value && subject.verdict !== undefined);
}
