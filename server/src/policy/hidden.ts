import { itemsOf } from "../tree/value.ts";
import type { Statement } from "./model.ts";

/** Whether whole principals of a statement are holes. Those with holes in their names do not count: they stand in `principals`. */
export function hidesPrincipals({ principal, principalsKnown }: Statement): boolean {
  if (principalsKnown || !principal) return false;
  if (principal.value.kind !== "object") return true;
  return principal.value.members.some(
    ({ key, value }) => key.text === undefined || itemsOf(value).some(({ kind }) => kind === "hole"),
  );
}
