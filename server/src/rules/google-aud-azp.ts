import { addConditions, type NewCondition } from "../policy/edit.ts";
import { placeholder, string } from "../tree/edit.ts";
import type { Fix } from "./define.ts";
import { defineRule } from "./define.ts";
import { claimTests, type Federation, federationsOf } from "./shared/federation.ts";

export const googleAudAzp = defineRule({
  meta: {
    name: "google-aud-azp",
    group: "security",
    severity: "hint",
    since: "0.1.0",
    summary: "A trust in a Google service account does not test the audience of its tokens.",
    why: "Where a token of Google has an azp claim, the key aud holds that claim. For a service account azp is its own ID, so the test says whose token it is and not what it was made for: whoever the service account sends a token to can use it for this role. The key oaud holds the audience itself.",
    advice: "Test oaud for the audience that your workload asks for, and sub for the service account.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
      "https://docs.cloud.google.com/iam/docs/service-account-overview",
    ],
    messages: {
      azp: (value: string, key: string) =>
        `"${value}" looks like the ID of a service account, for which this key says whose token it is, not what it is for. Test "${key}" for the audience too.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "accounts.google.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "accounts.google.com:aud": "104857629301847562930" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "accounts.google.com" }, "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "accounts.google.com:aud": "104857629301847562930",
    "accounts.google.com:oaud": "https://sts.amazonaws.com", "accounts.google.com:sub": "104857629301847562930" } } }`,
      },
    ],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      if (!statement.allow || !statement.conditionsKnown) return;
      for (const federation of federationsOf(statement)) {
        if (federation.provider.family !== "google" || claimTests(federation, "oaud").length > 0) continue;
        const tests = claimTests(federation, federation.provider.audienceClaim).filter(
          ({ polarity, operator }) => polarity === "positive" && operator?.family === "String",
        );
        for (const value of tests.flatMap(({ condition }) => condition.values)) {
          if (value.kind !== "string" || value.text === undefined || !isServiceAccount(value.text)) continue;
          const account = value.text;
          const fixes = () => audienceFixes(federation, account);
          report(value.span, "azp", [account, `${federation.issuer}:oaud`], { fixes });
        }
      }
    },
  },
});

/** The unique ID of a service account has 21 digits; that of a client ends in a domain. */
function isServiceAccount(text: string): boolean {
  return /^\d{21}$/.test(text);
}

function audienceFixes(federation: Federation, account: string): readonly Fix[] {
  const { issuer, statement } = federation;
  const audience = string([placeholder("AUDIENCE", "https://sts.amazonaws.com")]);
  const added: NewCondition[] = [{ operator: "StringEquals", key: `${issuer}:oaud`, value: audience }];
  if (claimTests(federation, "sub").length === 0) {
    added.push({ operator: "StringEquals", key: `${issuer}:sub`, value: string(account) });
  }
  const title = added.length > 1 ? 'Add "…:oaud" and "…:sub"' : 'Add "…:oaud"';
  return [{ title, edits: addConditions(statement, added), safe: false, preferred: true }];
}
