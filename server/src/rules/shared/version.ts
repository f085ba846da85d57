import type { Policy } from "../../policy/model.ts";
import type { Span } from "../../text/span.ts";
import { walkValue } from "../../tree/value.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export const currentVersion = "2012-10-17";
export const oldVersion = "2008-10-17";

/** A policy variable and where it stands. */
export interface Variable {
  readonly text: string;
  readonly span: Span;
}

/** The first `${…}` in a value of a condition; it is a variable under the current version only. */
export function firstVariable(policy: Policy): Variable | undefined {
  for (const { conditions } of policy.statements) {
    for (const { member } of conditions) {
      let found: Variable | undefined;
      walkValue(member.value, (value) => {
        if (found || value.kind !== "string" || value.text === undefined) return;
        const match = /\$\{[^{}]*\}/.exec(value.text);
        if (match) found = { text: match[0], span: value.spanOf(match.index, match.index + match[0].length) };
      });
      if (found) return found;
    }
  }
  return undefined;
}
