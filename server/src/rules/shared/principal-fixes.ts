import type { NewCondition } from "../../policy/edit.ts";
import type { Principal } from "../../policy/model.ts";
import { dropPrincipal, narrowPrincipal } from "../../policy/split.ts";
import { placeholder, string, type Text } from "../../tree/edit.ts";
import type { Fix, RuleSettings } from "../define.ts";

/** Fixes that many rules about principals offer. */

/** Takes the principal out of its list. None when nobody would be left. */
export function dropFix(principal: Principal, options: Partial<Fix> = {}): readonly Fix[] {
  const edit = dropPrincipal(principal);
  return edit ? [{ title: `Remove "${principal.text ?? ""}"`, edits: [edit], safe: false, ...options }] : [];
}

/** Adds tests for this principal alone, with another value in its place where `text` says so. */
export function narrowFix(
  principal: Principal,
  title: string,
  change: { readonly text?: Text; readonly added: readonly NewCondition[] },
  options: Partial<Fix> = {},
): readonly Fix[] {
  const edits = narrowPrincipal(principal, change);
  return edits ? [{ title, edits, safe: false, ...options }] : [];
}

/** The caller is one of these roles or users. */
export function identityTest(pattern: Text): NewCondition {
  return { operator: "ArnLike", key: "aws:PrincipalArn", value: string(pattern) };
}

/** The caller belongs to the organization: the one that is set, else one to fill in. */
export function organizationTest({ organization }: RuleSettings): NewCondition {
  const value = organization ?? [placeholder("ORGANIZATION", "o-a1b2c3d4e5")];
  return { operator: "StringEquals", key: "aws:PrincipalOrgID", value: string(value) };
}

/** The vendor hands out the external ID; nobody can make it up here. */
export function externalIdTest(): NewCondition {
  const value = [placeholder("EXTERNAL_ID", "EXTERNAL-ID-FROM-THE-VENDOR")];
  return { operator: "StringEquals", key: "sts:ExternalId", value: string(value) };
}
