import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { identifiers } from "../catalog/index.ts";
import { setText } from "../policy/edit.ts";
import { hasWildcard } from "../policy/match.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule } from "./define.ts";

/** Shorter ones can be tried out. */
const shortest = 8;

export const externalIdWeak = defineRule({
  meta: {
    name: "external-id-weak",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "An external ID that others can guess, or share.",
    why: "The external ID tells the customers of a vendor apart. It need not be secret, but it has to be yours alone: a short or common word, an account ID or a wildcard fits other customers too.",
    advice: "Ask the vendor for an ID that it made for you, such as a UUID.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    ],
    messages: {
      short: (written: string) =>
        `"${written}" is easy to guess: an external ID of fewer than 8 characters hardly tells customers apart. Ask the vendor for a longer one.`,
      account: (written: string) =>
        `"${written}" is an account ID, which others know. Ask the vendor for an external ID of your own.`,
      common: (written: string) =>
        `"${written}" is a word that other customers use too. Ask the vendor for an external ID of your own.`,
      wildcard: (written: string) => `"${written}" fits the external IDs of other customers too. Write the whole ID.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "464622532012" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "datadog" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "464622532012" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "c0a8f1b2d3e44f5a96b7c8d9e0f1a2b3" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "external-id-format" }, { rule: "value-whitespace" }],
  },
  about: ["value:external-id"],
  on: {
    condition(condition, { report }) {
      const { statement, values } = condition;
      const test = testFor(condition);
      if (!statement.allow || test.key?.key.valueKind !== "external-id" || test.polarity !== "positive") return;
      if (!callersOf(statement).some(({ kind }) => kind === "AWS")) return;
      for (const value of values) {
        if (value.kind !== "string" || value.text === undefined) continue;
        const reason = weaknessOf(value.text, test.operator?.wildcards === true);
        if (!reason) continue;
        const text = [placeholder("EXTERNAL_ID", "EXTERNAL-ID-FROM-THE-VENDOR")];
        const fixes = () => [{ title: "Write the vendor's external ID", edits: [setText(value, text)], safe: false }];
        report(value.span, reason, [value.text], { fixes });
      }
    },
  },
});

function weaknessOf(text: string, wildcards: boolean): "short" | "account" | "common" | "wildcard" | undefined {
  if (text === "" || text.includes("${") || placeholderIn(text)) return undefined;
  if (wildcards && hasWildcard(text)) return "wildcard";
  if (/^\d{12}$/.test(text)) return "account";
  if (identifiers.weakExternalIds.includes(text.toLowerCase())) return "common";
  return text.length < shortest ? "short" : undefined;
}
