import { faultOf } from "../access/principal-fault.ts";
import { setText } from "../policy/edit.ts";
import type { Principal } from "../policy/model.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { placeholder } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { dropFix } from "./shared/principal-fixes.ts";

export const principalUniqueId = defineRule({
  meta: {
    name: "principal-unique-id",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "The unique ID of an IAM user or role as the principal.",
    why: "IAM shows such an ID in place of a user or role that was deleted. Nobody can use it, a new user or role of the same name is not trusted, and IAM does not save the policy again with it.",
    advice: "Remove it, or name the user or role that took its place by its ARN.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      deleted: (id: string, what: string) =>
        `"${id}" stands for a ${what} that was deleted. IAM does not save the policy with it: remove it, or name the new ${what} by its ARN.`,
      other: (id: string, what: string) =>
        `IAM refuses "${id}": it is the ID of ${article(what)} ${what}, which is no principal.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": ["AROAR2D7QXM4KTZ8WP1LC", "arn:aws:iam::204512347781:role/ci"] },
  "Action": "sts:AssumeRole"
}`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const fault = faultOf(principal);
      const { text, source } = principal;
      if (fault?.kind !== "unique-id" || text === undefined) return;
      const fixes = () => [...dropFix(principal, { preferred: true }), arnFix(principal, fault.what)];
      if (fault.principal) report(source.span, "deleted", [text, fault.what], { fixes });
      else report(source.span, "other", [text, fault.what], { fixes, severity: "error" });
    },
  },
});

/** The name that it had, or has now, stands nowhere. */
function arnFix({ source }: Principal, what: string): Fix {
  const kind = what === "user" ? "user" : "role";
  const name = placeholder(kind.toUpperCase(), kind.toUpperCase());
  const edits = [setText(source, ["arn:aws:iam::", accountPlace, `:${kind}/`, name])];
  return { title: `Name a ${kind} by its ARN`, edits, safe: false };
}

function article(what: string): string {
  return /^[aeio]/.test(what) ? "an" : "a";
}
