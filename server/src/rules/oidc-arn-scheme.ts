import { plainIssuer } from "../access/issuer.ts";
import { providerOf } from "../catalog/index.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { isHost } from "./shared/federation.ts";

const marker = ":oidc-provider/";

export const oidcArnScheme = defineRule({
  meta: {
    name: "oidc-arn-scheme",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The ARN of an OIDC provider holds https://, a closing slash or capitals in the host.",
    why: "IAM names a provider after its issuer without the scheme, in lower case and without a closing slash. Another spelling names a provider that does not exist, so no token opens the role.",
    advice: "Write the host (and path) alone behind oidc-provider/.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ],
    messages: {
      scheme: (scheme: string) =>
        `IAM names OIDC providers without "${scheme}", so this one does not exist. Remove it.`,
      slash: (issuer: string) => `IAM names this OIDC provider ${issuer}, without a closing slash. Remove the slash.`,
      capitals: (issuer: string) =>
        `IAM names OIDC providers in lower case, so this one does not exist. Write ${issuer}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/https://gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "gitlab.com:aud": "https://gitlab.com", "gitlab.com:sub": "project_path:northwind/fleet:ref_type:branch:ref:main" } } }`,
      },
    ],
  },
  about: ["principal:Federated"],
  on: {
    principal({ source, type, text }, { report }) {
      if (type !== "Federated" || source.kind !== "string" || text === undefined) return;
      const start = text.indexOf(marker) + marker.length;
      if (start < marker.length || start === text.length) return;
      const issuer = text.slice(start);
      const bare = plainIssuer(issuer);
      if (!isHost(bare)) return;
      const right = withoutSlash(bare);
      if (right === issuer) return;
      const fixes = () => [valueFix(source, text.slice(0, start) + right, { title: `Change to ${right}`, safe: true })];
      const scheme = /^https?:\/\//i.exec(issuer)?.[0];
      if (scheme !== undefined) {
        report(source.spanOf(start, start + scheme.length), "scheme", [scheme], { fixes });
      } else if (bare !== right) report(lastOf(source, text), "slash", [right], { fixes });
      else report(source.spanOf(start, start + hostLength(issuer)), "capitals", [right], { fixes });
    },
  },
});

/** Some providers are registered with a closing slash; only where the issuer is known to have none is one wrong. */
function withoutSlash(issuer: string): string {
  if (!issuer.endsWith("/")) return issuer;
  const bare = issuer.replace(/(?<!\/)\/+$/, "");
  const { id, note = "" } = providerOf(bare);
  return id === "generic" || note.includes("slash") ? issuer : bare;
}

function lastOf(source: StringValue, text: string) {
  return source.spanOf(text.length - 1, text.length);
}

function hostLength(issuer: string): number {
  const slash = issuer.indexOf("/");
  return slash === -1 ? issuer.length : slash;
}
