import { setText } from "../policy/edit.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { type Subject, subjectsOf } from "./shared/subjects.ts";

export const githubImmutableSubWildcard = defineRule({
  meta: {
    name: "github-immutable-sub-wildcard",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A GitHub subject with IDs has a wildcard in place of an ID.",
    why: "The IDs of owner and repository are in the subject so that nobody gets in who takes over a name. With a wildcard in their place that protection is gone.",
    advice: "Write the IDs out.",
    references: ["https://docs.github.com/en/actions/reference/security/oidc"],
    messages: {
      open: (value: string) =>
        `"${value}" accepts any ID, so whoever takes over the name gets in. Write the IDs of owner and repository out.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
    "StringLike": { "token.actions.githubusercontent.com:sub": "repo:northwind-air@*/fleet@*:environment:production" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air@9081726/fleet@55443322:environment:production" } } }`,
      },
    ],
  },
  about: ["subject:loose"],
  on: {
    statement(statement, { report }) {
      for (const subject of subjectsOf(statement)) {
        const { federation, value, text, patterns } = subject;
        if (federation.provider.family !== "github" || !patterns) continue;
        if (/^repo:[^/:@*?]+(@[^/:]*[*?][^/:]*\/|@\d+\/[^/:@*?]+@[^/:]*[*?])/.test(text))
          report(value.span, "open", [text], { fixes: () => idFixes(subject) });
      }
    },
  },
});

/** A place for each ID that is a wildcard; what stands behind them stays. */
function idFixes({ text, value }: Subject): readonly Fix[] {
  const parts = /^repo:([^/:@*?]+)@([^/:]*)\/([^/:@*?]+)@([^/:]*)(:.*)$/.exec(text);
  if (!parts) return [];
  const [, owner = "", ownerId = "", repository = "", repositoryId = "", rest = ""] = parts;
  const idOr = (id: string, name: string) => (/^\d+$/.test(id) ? id : placeholder(name, name));
  const right = [
    `repo:${owner}@`,
    idOr(ownerId, "OWNER_ID"),
    `/${repository}@`,
    idOr(repositoryId, "REPOSITORY_ID"),
    rest,
  ];
  return [{ title: "Write the IDs out", edits: [setText(value, right)], safe: false, preferred: true }];
}
