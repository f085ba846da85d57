import type { Operator } from "../catalog/types.ts";
import type { PatternPart } from "../policy/match.ts";
import type { Policy } from "../policy/model.ts";
import { partsOfValue, type ValuePart } from "../policy/variables.ts";
import type { Context } from "./request.ts";
import type { Truth } from "./truth.ts";

/**
 * A value of the policy as it is compared: with its variables filled in and its wildcards found. `no-value` where a variable has
 * neither value nor default; undefined where it cannot be told.
 */
export type Resolved = readonly PatternPart[] | "no-value" | undefined;

/** Under version 2008-10-17, which is also that of a policy without one, `${…}` is plain text. */
export function resolve(text: string, operator: Operator, policy: Policy, context: Context): Resolved {
  const variables = operator.variables && text.includes("${") ? hasVariables(policy) : false;
  if (variables === undefined) return undefined;
  const parts: readonly ValuePart[] | undefined = variables ? partsOfValue(text) : [{ kind: "text", text }];
  if (!parts) return undefined;
  const resolved = parts.map((part) => resolvePart(part, operator, context));
  if (resolved.includes("no-value")) return "no-value";
  const known = resolved.filter((part) => part !== undefined && part !== "no-value");
  return known.length === resolved.length ? known.flat() : undefined;
}

function resolvePart(part: ValuePart, operator: Operator, context: Context): Resolved {
  if (part.kind === "text") return operator.wildcards ? wildcardsOf(part.text) : [part.text];
  if (part.kind === "sign") return [part.text];
  const values = context.get(part.name.toLowerCase()) ?? (part.fallback === undefined ? undefined : [part.fallback]);
  if (values === undefined) return "no-value";
  const [value] = values;
  // Only keys with one value can be variables, and whether wildcards in it would count, AWS does not say.
  if (values === "unknown" || value === undefined || values.length > 1) return undefined;
  return operator.wildcards && /[*?]/.test(value) ? undefined : [value];
}

function wildcardsOf(text: string): readonly PatternPart[] {
  return text.split(/([*?])/).map((part) => (part === "*" || part === "?" ? { wild: part } : part));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function hasVariables({ version }: Policy): Truth {
  if (!version) return false;
  const text = version.value.kind === "string" ? version.value.text : undefined;
  return text === "2012-10-17" ? true : text === "2008-10-17" ? false : undefined;
}
