import { defineRule } from "./define.ts";
import { subjectExampleFix } from "./shared/federation-fixes.ts";
import { isPinnedOtherwise, type Subject, subjectsOf } from "./shared/subjects.ts";

export const oidcSubOnlyWildcard = defineRule({
  meta: {
    name: "oidc-sub-only-wildcard",
    group: "security",
    severity: "error",
    since: "0.1.0",
    summary: "A test of the subject accepts every subject of the provider.",
    why: "A subject such as * or repo:* names nobody, so the role is open to everybody whom the provider issues tokens to. For shared providers IAM refuses to save it.",
    advice: "Name the organization and the project in front of the first wildcard.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    ],
    messages: {
      refused: (value: string, who: string) =>
        `"${value}" lets in ${who}, and IAM refuses to save it. Name what is yours in front of the wildcard.`,
      open: (value: string, who: string) => `"${value}" lets in ${who}. Name what is yours in front of the wildcard.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" }, "StringLike": { "app.terraform.io:sub": "organization:*" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/app.terraform.io" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" },
    "StringLike": { "app.terraform.io:sub": "organization:northwind:project:core:workspace:prod:run_phase:*" } } }`,
      },
    ],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of subjectsOf(statement)) {
        const who = everybodyOf(subject);
        if (who === undefined) continue;
        const { federation, value, text } = subject;
        const refused = federation.provider.requiredClaims.includes("sub");
        const fixes = () => subjectExampleFix(federation, subject.test.condition, value);
        if (refused) report(value.span, "refused", [text, who], { fixes });
        else {
          const severity = isPinnedOtherwise(federation) ? "information" : "error";
          report(value.span, "open", [text, who], { fixes, severity });
        }
      }
    },
  },
});

/** Who everybody is, when the subject lets everybody in. Whole clusters have a rule of their own. */
function everybodyOf({ text, patterns, verdict, federation }: Subject): string | undefined {
  if (!patterns) return undefined;
  if (/^\?*\*[*?]*$/.test(text)) return verdict?.summary ?? `everybody whom ${federation.issuer} issues tokens to`;
  return verdict?.verdict === "everybody" && federation.provider.family !== "eks" ? verdict.summary : undefined;
}
