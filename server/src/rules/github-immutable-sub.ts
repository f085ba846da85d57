import { addItem } from "../policy/edit.ts";
import { array, existing, placeholder, string, type Text, type TreeEdit } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { areSubjectsKnown, type Subject, subjectsOf } from "./shared/subjects.ts";

export const githubImmutableSub = defineRule({
  meta: {
    name: "github-immutable-sub",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "A GitHub subject by names alone does not fit repositories whose subjects hold IDs.",
    why: "Repositories made, renamed or moved since 15 July 2026 get subjects with the IDs of owner and repository, repo:OWNER@ID/REPOSITORY@ID:…, which nobody else can take over. Older ones keep the names alone.",
    advice: "Accept both forms until all your repositories have the new one.",
    references: ["https://docs.github.com/en/actions/reference/security/oidc"],
    messages: {
      names: (since: string) =>
        `Repositories made, renamed or moved since ${since} have IDs in the subject (repo:OWNER@ID/REPOSITORY@ID:…), which this does not match. Add that form beside it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": "repo:northwind-air/fleet:environment:production" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
    "token.actions.githubusercontent.com:sub": ["repo:northwind-air/fleet:environment:production",
      "repo:northwind-air@9081726/fleet@55443322:environment:production"] } } }`,
      },
    ],
    yieldsTo: [{ rule: "oidc-sub-equals-wildcard" }, { rule: "oidc-sub-shape" }],
  },
  about: ["caller:OIDC"],
  on: {
    statement(statement, { report }) {
      const subjects = subjectsOf(statement).filter(({ federation }) => federation.provider.immutableSubjectsSince);
      if (subjects.length === 0 || !areSubjectsKnown(statement)) return;
      const byNames = subjects.filter(({ text }) => !text.includes("@"));
      if (byNames.length === 0) return;
      const withIds = new Set(subjects.map(({ text }) => (text.includes("@") ? withoutIds(text) : undefined)));
      const lacking = byNames.filter((subject) => !withIds.has(subject.text) && namesAlone(subject));
      if (lacking.length === 0) return;
      for (const condition of new Set(lacking.map(({ test }) => test.condition))) {
        const here = lacking.filter(({ test }) => test.condition === condition);
        const [first] = here;
        if (!first) continue;
        const since = first.federation.provider.immutableSubjectsSince ?? "";
        report(first.value.span, "names", [since], { fixes: () => idFixes(here) });
      }
    },
  },
});

/** `repo:acme@1/app@2:environment:prod` by its names alone. */
function withoutIds(text: string): string {
  return text.replace(/^(repo:[^/:@]+)(?:@[^/:]*)?(\/[^/:@]+)(?:@[^/:]*)?/, "$1$2");
}

interface Parsed {
  readonly owner: string;
  readonly repository: string;
  readonly rest: string;
  readonly ids: boolean;
}

function parseSubject(text: string): Parsed | undefined {
  const match = /^repo:([^/:@]+)(@[^/:]*)?\/([^/:@]+)(@[^/:]*)?(:.*)?$/.exec(text);
  if (!match) return undefined;
  const [, owner = "", ownerId, repository = "", repositoryId, rest = ""] = match;
  const ids = ownerId !== undefined || repositoryId !== undefined;
  return { owner, repository, rest, ids };
}

const plain = new Set(["pinned", "any-ref", "any-branch", "pull-request", "owner-wide", "open-project"]);

function namesAlone({ text, verdict }: Subject): Parsed | undefined {
  const parsed = verdict && plain.has(verdict.verdict) ? parseSubject(text) : undefined;
  return parsed?.ids ? undefined : parsed;
}

/** Adds the form with IDs for every subject that lacks it. */
function idFixes(subjects: readonly Subject[]): readonly Fix[] {
  const texts = subjects.map(withPlaces).filter((text) => text !== undefined);
  const target = subjects[0]?.test.condition.member.value;
  const [only] = texts;
  if (!target || !only) return [];
  const edits: readonly TreeEdit[] =
    target.kind === "array"
      ? texts.map((text): TreeEdit => addItem(target, text))
      : [{ kind: "replace", target, value: array([existing(target), ...texts.map(string)]) }];
  return [{ title: "Add the form with IDs", edits, safe: false, preferred: true }];
}

function withPlaces(subject: Subject): Text | undefined {
  const parsed = namesAlone(subject);
  if (!parsed) return undefined;
  const { owner, repository, rest } = parsed;
  const id = placeholder("OWNER_ID", "OWNER_ID");
  if (/^[*?]+$/.test(repository)) return [`repo:${owner}@`, id, `/${repository}${rest}`];
  return [`repo:${owner}@`, id, `/${repository}@`, placeholder(`ID of ${repository}`, "REPOSITORY_ID"), rest];
}
