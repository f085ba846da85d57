import { placeholderIn } from "../access/placeholder.ts";
import { arnPartAt } from "../policy/arn.ts";
import type { StringValue } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const principalPlaceholder = defineRule({
  meta: {
    name: "principal-placeholder",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "A placeholder or an example account is left in a principal.",
    why: "Documentation and templates use accounts such as 111122223333 and words such as ACCOUNT_ID for what is yet to be filled in. Saved as it is, the policy trusts an account that is not yours, or IAM refuses it.",
    advice: "Write the account, role or provider that is meant.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      account: (account: string) => `${account} is an example account. Write the one that is meant.`,
      left: (written: string) => `"${written}" is still to be filled in.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/ci" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [{ rule: "principal-unique-id" }, { rule: "variable-place" }],
  },
  on: {
    principal({ source, text, type }, { report, place, settings }) {
      if (source.kind !== "string" || type === undefined) return;
      if (text === undefined) {
        const open = place.dialect === "json" ? holesOf(source) : "";
        if (open !== "") report(source.span, "left", [open]);
        return;
      }
      const found = placeholderIn(text);
      if (!found) return;
      const written = text.slice(...found);
      if (settings.accounts.includes(written)) return;
      const fixes = () => (isAccount(text, found) ? accountFixes(source, found, settings.accounts) : []);
      report(source.spanOf(...found), /^\d+$/.test(written) ? "account" : "left", [written], { fixes });
    },
  },
});

/** The placeholder stands where an account does. */
function isAccount(text: string, [start, end]: readonly [number, number]): boolean {
  return (arnPartAt(text, "account")?.[0] ?? 0) === start && (start > 0 || end === text.length);
}

/** The accounts that the person has set; no others are known. */
function accountFixes(
  source: StringValue,
  found: readonly [number, number],
  accounts: readonly string[],
): readonly Fix[] {
  const text = source.text ?? "";
  return accounts.map((account) =>
    valueFix(source, text.slice(0, found[0]) + account + text.slice(found[1]), { preferred: false }),
  );
}

/** What some template engine is to fill in. */
function holesOf({ parts }: StringValue): string {
  return parts.flatMap((part) => (part.kind === "hole" ? [part.source] : [])).join(", ");
}
