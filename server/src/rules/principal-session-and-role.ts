import { parsedOf } from "../policy/principal.ts";
import { defineRule } from "./define.ts";
import { dropFix } from "./shared/principal-fixes.ts";

export const principalSessionAndRole = defineRule({
  meta: {
    name: "principal-session-and-role",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A role session beside its own role.",
    why: "A role as the principal stands for all of its sessions, so the session adds nothing.",
    advice: "Keep the role, or, if only that session is meant, the session.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      covered: (role: string) =>
        `Role "${role}" is named here too and covers all of its sessions. Remove one of the two.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": ["arn:aws:iam::204512347781:role/ci", "arn:aws:sts::204512347781:assumed-role/ci/build-7"] },
  "Action": "sts:AssumeRole"
}`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["statement:several principals"],
  on: {
    statement({ principals }, { report }) {
      if (principals.length < 2 || !principals.some((principal) => parsedOf(principal)?.form === "session")) return;
      const parsed = principals.flatMap((principal) => {
        const one = parsedOf(principal);
        return one ? [{ principal, ...one }] : [];
      });
      // A session's ARN leaves out the path of the role.
      const roles = new Map(
        parsed.flatMap(({ form, account, name, principal }) =>
          form === "role" ? [[`${account} ${name?.split("/").at(-1)}`, principal] as const] : [],
        ),
      );
      for (const { form, account, name, principal } of parsed) {
        const role = form === "session" ? roles.get(`${account} ${name}`) : undefined;
        if (!role || name === undefined) continue;
        const related = [{ span: role.source.span, message: "The role" }];
        const fixes = () => dropFix(principal, { preferred: true });
        report(principal.source.span, "covered", [name], { related, fixes, tags: ["unnecessary"] });
      }
    },
  },
});
