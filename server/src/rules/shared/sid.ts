import type { Policy } from "../../policy/model.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
export const sidCharacters = /^[A-Za-z0-9]*$/;

/** The Sids of a policy, as far as they are known. */
export function sidsOf(policy: Policy): ReadonlySet<string> {
  return new Set(
    policy.statements.flatMap(({ sid }) =>
      sid?.value.kind === "string" && sid.value.text !== undefined ? [sid.value.text] : [],
    ),
  );
}

/** The text, or the text with the first number behind it that makes a Sid nobody has yet. */
export function freeSid(text: string, policy: Policy): string {
  const taken = sidsOf(policy);
  if (!taken.has(text)) return text;
  const base = text.replace(/(?<!\d)\d+$/, "") || text;
  for (let number = 2; ; number++) {
    if (!taken.has(`${base}${number}`)) return `${base}${number}`;
  }
}
