import { testFor } from "../access/admits.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import { findPartition, partitions } from "../catalog/index.ts";
import type { Partition } from "../catalog/types.ts";
import { hasWildcard, matchesWildcards } from "../policy/match.ts";
import type { Statement } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const samlAudValue = defineRule({
  meta: {
    name: "saml-aud-value",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "SAML:aud is not a sign-in URL of the partition.",
    why: "The key holds the endpoint that the assertion was sent to (its Recipient), letter by letter: the sign-in URL of the partition, or of one of its Regions. Another text fits no assertion.",
    advice: "Use the sign-in URL of the partition, with https:// in front and /saml at the end.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml",
    ],
    messages: {
      other: (value: string, right: string) =>
        `Assertions are sent to ${right}, so "${value}" never fits. Use that URL.`,
      audience: (value: string, right: string) =>
        `SAML:aud holds the Recipient of the assertion, not its Audience, so "${value}" never fits. Use ${right}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "http://signin.aws.amazon.com/saml" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" }, "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "wildcard-in-equals" }],
  },
  about: ["value:sign-in-url"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      const partition = partitionOf(condition.statement);
      if (key?.key.valueKind !== "sign-in-url" || operator?.family !== "String" || !partition) return;
      const right = partition.signInUrls.find((url) => !url.includes("${"));
      if (right === undefined) return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text.includes("${") || !isAmazons(text) || fits(text, partition)) continue;
        const fixes = () => [valueFix(value, right)];
        report(value.span, /^urn:/i.test(text) ? "audience" : "other", [text, right], { fixes });
      }
    },
  },
});

/** The partition of the SAML providers; undefined where they have none in common or it is not known. */
function partitionOf(statement: Statement): Partition | undefined {
  const ids = new Set(
    callersOf(statement).map(({ kind, parsed }: Caller) => (kind === "SAML" ? parsed?.partition : undefined)),
  );
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? findPartition(id) : undefined;
}

/** A text that is meant for AWS; an endpoint of somebody else's is no affair of ours. */
function isAmazons(text: string): boolean {
  return /signin|amazon|aws/i.test(text);
}

function fits(text: string, { signInUrls, regions }: Partition): boolean {
  const bare = text.replace(/\/acs\/[^/]+$/, "");
  const urls = signInUrls.flatMap((url) =>
    url.includes("${Region}") ? regions.map((region) => url.replace("${Region}", region)) : [url],
  );
  if (hasWildcard(bare))
    return urls.some((url) => matchesWildcards(bare, url) || matchesWildcards(bare, `${url}/acs/X`));
  return urls.includes(bare) || isNewRegion(bare);
}

/** A Region that the catalogue does not know yet, under the host of a partition. */
function isNewRegion(url: string): boolean {
  const region = /^https:\/\/([a-z0-9-]+)\.signin\./.exec(url)?.[1];
  if (region === undefined || findRegionless(region)) return false;
  return partitions().some(({ signInUrls }) => signInUrls.some((known) => known.replace("${Region}", region) === url));
}

function findRegionless(region: string): boolean {
  return partitions().some(({ regions }) => regions.includes(region));
}
