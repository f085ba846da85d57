import type { Admission } from "../access/admission.ts";
import type { Test } from "../access/conditions.ts";
import { exposureOf } from "../access/exposure.ts";

/**
 * Whether everybody, where a statement names everybody, gets in: all AWS accounts, or all who can have a token of the provider.
 * `rest` are the tests besides those that say who it is.
 */
export function isOpen(admission: Admission, rest: readonly Test[]): boolean {
  const { statement, caller, hollow, denials, denialsKnown } = admission;
  if (caller.kind === "OIDC") {
    const narrowed = rest.some((test) => !hollow.some((other) => other.test === test));
    return statement.conditionsKnown && denialsKnown && denials.length === 0 && !narrowed;
  }
  const exposure = exposureOf(statement, caller);
  return exposure === "open" || exposure === "weak";
}
