import { testFor } from "../access/admits.ts";
import { callersOf } from "../access/caller.ts";
import { verdictOf } from "../access/subject.ts";
import { issuerOfKey, nearest, providerOf, providers } from "../catalog/index.ts";
import type { Provider } from "../catalog/types.ts";
import type { Condition } from "../policy/model.ts";
import { defineRule, type Fix } from "./define.ts";
import { keyFix, valueFix } from "./shared/condition-fixes.ts";
import { isSubjectKey } from "./shared/subjects.ts";

export const oidcAudValue = defineRule({
  meta: {
    name: "oidc-aud-value",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "An audience looks like a slip for the one that the provider's tokens usually have.",
    why: "The audience is compared letter by letter with the one that the token was made for. A misspelt one, or that of another provider, fits no token.",
    advice: "Use the audience that your workload asks for; where it asks for none, the provider's usual one.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration",
      "https://docs.github.com/en/actions/reference/security/oidc",
    ],
    messages: {
      usual: (title: string, usual: string, value: string) =>
        `${title} usually sends the audience "${usual}", so "${value}" fits only tokens that ask for it. Change it, unless yours do.`,
      subject: (title: string, usual: string, value: string) =>
        `"${value}" is a subject of ${title}, not an audience, so tokens for "${usual}" do not fit. Test it under sub.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "sts.amazonaws.com",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity",
    "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:apply" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "wildcard-in-equals" }],
  },
  about: ["claim"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      const parts = key && issuerOfKey(key.spelling);
      if (!parts || operator?.family !== "String" || operator.negated) return;
      const provider = providerOf(parts.issuer);
      const usual = fixedAudiences(provider);
      const [first] = usual;
      if (parts.claim.toLowerCase() !== provider.audienceClaim || first === undefined) return;
      if (!callersOf(condition.statement).some((caller) => caller.provider === provider)) return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || usual.includes(text) || /[*?]|\$\{/.test(text) || text !== text.trim()) continue;
        if (verdictOf(provider, text, false)?.verdict === "pinned") {
          report(value.span, "subject", [provider.title, first, text], {
            fixes: () => subjectKeyFix(condition, parts.issuer),
          });
          continue;
        }
        const meant = slipOf(text, usual) ?? (isOfAnother(text, provider) ? first : undefined);
        if (meant === undefined) continue;
        report(value.span, "usual", [provider.title, meant, text], { fixes: () => [valueFix(value, meant)] });
      }
    },
  },
});

/** The key of the subject in place of the audience's, where no other condition tests it and no second value is an audience. */
function subjectKeyFix(condition: Condition, issuer: string): readonly Fix[] {
  if (condition.values.length !== 1 || condition.statement.conditions.some(isSubjectKey)) return [];
  const right = `${issuer}:sub`;
  return keyFix(condition, right, { title: `Change to "${right}"` });
}

function fixedAudiences({ audiences }: Provider): readonly string[] {
  return audiences.map(({ template }) => template).filter((template) => !template.includes("${"));
}

/** Nearly a usual audience: with a scheme or slash that it has not, or misspelt. In China it may have the suffix of China. */
function slipOf(text: string, usual: readonly string[]): string | undefined {
  if (usual.some((audience) => text === `${audience}.cn`)) return undefined;
  const bare = (url: string) =>
    url
      .replace(/^https?:\/\//i, "")
      .replace(/(?<!\/)\/+$/, "")
      .toLowerCase();
  return usual.find((audience) => bare(audience) === bare(text)) ?? nearest(text, usual, 2);
}

/** The usual audience of another provider; only for one whose every audience is fixed and unlike all others. */
function isOfAnother(text: string, provider: Provider): boolean {
  const sentByOthers = (audience: string) =>
    providers().some((other) => other.family !== provider.family && fixedAudiences(other).includes(audience));
  const [own] = fixedAudiences(provider);
  return own !== undefined && provider.audiences.length === 1 && !sentByOthers(own) && sentByOthers(text);
}
