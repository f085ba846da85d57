import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { subjectsOf } from "./shared/subjects.ts";

export const githubColonEncoding = defineRule({
  meta: {
    name: "github-colon-encoding",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "The name of a GitHub environment has a colon in the subject.",
    why: "Colons separate the parts of a subject, so GitHub writes %3A for those inside a name. A subject with the bare colon fits no token.",
    advice: "Write %3A for a colon in the name of an environment.",
    references: ["https://docs.github.com/en/actions/reference/security/oidc"],
    messages: {
      colon: (name: string, right: string) =>
        `GitHub writes the environment "${name}" as "${right}" in the subject, so this fits no token. Write %3A for the colon.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production:eu" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production%3Aeu" } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-sub-shape" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      for (const { federation, value, text } of subjectsOf(statement)) {
        // Older versions of the server leave the colon as it is.
        if (federation.provider.family !== "github" || federation.provider.id === "github-enterprise-server") continue;
        if (!text.includes(":environment:")) continue;
        const parts = /^(repo:[^:]+:environment:)([^*?$]+)$/.exec(text);
        if (parts?.[1] === undefined || parts[2] === undefined || !hasOwnColon(parts[2])) continue;
        const name = parts[2];
        const right = name.replaceAll(":", "%3A");
        const fixes = () => [valueFix(value, parts[1] + right)];
        report(value.span, "colon", [name, right], { fixes });
      }
    },
  },
});

/**
 * Whether a colon can only belong to the name. What an owner's own template adds to a subject comes as claim and value, so that
 * an even number of parts is left over when the name is one of them; pull_request alone stands without a value.
 */
function hasOwnColon(rest: string): boolean {
  const parts = rest.split(":");
  return parts.length % 2 === 0 && !parts.includes("pull_request");
}
