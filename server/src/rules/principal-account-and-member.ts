import type { Principal } from "../policy/model.ts";
import { parsedOf } from "../policy/principal.ts";
import { defineRule } from "./define.ts";
import { dropFix } from "./shared/principal-fixes.ts";

const members = new Set(["user", "role", "session", "federated-user"]);

export const principalAccountAndMember = defineRule({
  meta: {
    name: "principal-account-and-member",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A user or role beside its whole account.",
    why: "An account as the principal trusts every identity in it whose own policy allows sts:AssumeRole. Naming one of them as well narrows nothing.",
    advice: "Keep the one that is meant: the account, or the user or role.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      covered: (account: string) =>
        `Account ${account} is named here too and covers this identity, as far as its own policy allows sts:AssumeRole. Keep the one that is meant.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": ["204512347781", "arn:aws:iam::204512347781:role/ci"] },
  "Action": "sts:AssumeRole"
}`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [{ rule: "principal-session-and-role" }],
  },
  about: ["statement:several principals"],
  on: {
    statement({ principals }, { report }) {
      if (principals.length < 2 || !principals.some(isWholeAccount)) return;
      const parsed = principals.flatMap((principal) => {
        const one = parsedOf(principal);
        return one ? [{ principal, ...one }] : [];
      });
      const accounts = new Map(
        parsed.flatMap(({ form, account, principal }) =>
          form === "account" || form === "root" ? [[account, principal] as const] : [],
        ),
      );
      for (const { form, account, principal } of parsed) {
        const whole = members.has(form) && principal.type === "AWS" ? accounts.get(account) : undefined;
        if (!whole || account === undefined) continue;
        const related = [{ span: whole.source.span, message: "The account" }];
        const fixes = () => [...dropFix(principal), ...dropFix(whole)];
        report(principal.source.span, "covered", [account], { related, fixes });
      }
    },
  },
});

function isWholeAccount(principal: Principal): boolean {
  const form = parsedOf(principal)?.form;
  return form === "account" || form === "root";
}
