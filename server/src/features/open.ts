import type { Caller } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { exposureOf } from "../access/exposure.ts";
import type { Statement } from "../policy/model.ts";

/**
 * Whether everybody, where a statement names everybody, gets in: all AWS accounts, or all who can have a token of the provider.
 * `rest` are the tests besides those that say who it is.
 */
export function isOpenTo(statement: Statement, caller: Caller, rest: readonly Test[]): boolean {
  if (caller.kind === "OIDC") {
    const denies = statement.policy.statements.some(({ allow }) => allow === false);
    return rest.length === 0 && statement.conditionsKnown && !denies;
  }
  const exposure = exposureOf(statement, caller);
  return exposure === "open" || exposure === "weak";
}
