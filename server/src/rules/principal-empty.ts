import type { Statement } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { type Context, defineRule } from "./define.ts";
import { dropFix } from "./shared/principal-fixes.ts";
import { principalOffers } from "./shared/principal-offers.ts";

const messages = {
  nobody: () => "IAM refuses an empty Principal: it names nobody. Write who may assume the role.",
  list: (type: string) =>
    `"${type}" is an empty list, so it names nobody. Write who may assume the role, or remove it.`,
  text: () => "IAM refuses an empty principal. Write who may assume the role, or remove it.",
};

export const principalEmpty = defineRule({
  meta: {
    name: "principal-empty",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: 'Principal names nobody: {}, [] or "".',
    why: "IAM answers: Missing required field Principal cannot be empty! A statement without a principal lets nobody in.",
    advice: "Name an account, user, role, service or provider, or remove the statement.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages,
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": {}, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    statement(statement, context) {
      const element = statement.principal?.value;
      if (!element) return;
      if (isEmpty(element)) context.report(element.span, "nobody", [], { fixes: () => principalOffers(statement) });
      else if (element.kind === "object") reportMembers(statement, element, context);
    },
  },
});

function reportMembers(
  statement: Statement,
  element: Extract<Value, { kind: "object" }>,
  { report }: Context<typeof messages>,
): void {
  for (const member of element.members) {
    if (member.value.kind === "string" || !isEmpty(member.value)) continue;
    const edit = { kind: "remove-member", object: element, member } as const;
    const title = `Remove "${member.key.text ?? ""}"`;
    const fixes = () =>
      element.members.length > 1 ? [{ title, edits: [edit], safe: true }] : principalOffers(statement, member.key.text);
    report(member.value.span, "list", [member.key.text ?? ""], { fixes });
  }
  for (const principal of statement.principals) {
    if (principal.text?.trim() !== "") continue;
    const fixes = () => {
      const removal = dropFix(principal, { title: "Remove the empty principal", safe: true });
      return removal.length > 0 ? removal : principalOffers(statement, principal.type);
    };
    report(principal.source.span, "text", [], { fixes });
  }
}

function isEmpty(value: Value): boolean {
  if (value.kind === "string") return value.text?.trim() === "";
  if (value.kind === "array") return value.items.length === 0;
  return value.kind === "object" && value.members.length === 0;
}
