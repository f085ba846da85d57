import { judgeCondition } from "../../server/src/access/judge-condition.ts";
import { contextOf, type Request } from "../../server/src/access/request.ts";
import type { Truth } from "../../server/src/access/truth.ts";
import { parseJson } from "../../server/src/hosts/json/parse.ts";
import { wholeDocument } from "../../server/src/hosts/json/text.ts";
import { lower } from "../../server/src/policy/lower.ts";
import type { Policy } from "../../server/src/policy/model.ts";
import type { Span } from "../../server/src/text/span.ts";

/** A policy from its text, or from what would be its JSON. `damage` are the places where it is taken to be broken. */
export function policyOf(source: unknown, damage: readonly Span[] = []): Policy {
  const { root } = parseJson(wholeDocument(typeof source === "string" ? source : JSON.stringify(source)));
  return lower(root ?? { kind: "missing", span: { start: 0, end: 0 } }, damage);
}

/** Whether a request with these keys passes a condition of one operator and one key. */
export function passes(
  operator: string,
  values: unknown,
  actual: string | readonly string[] | undefined,
  more: { readonly version?: string | null; readonly keys?: Request["keys"]; readonly now?: number } = {},
): Truth {
  const { version = "2012-10-17", keys = {}, now } = more;
  const { statements } = policyOf({
    Version: version ?? undefined,
    Statement: { Effect: "Allow", Condition: { [operator]: { "x:Key": values } } },
  });
  const [condition] = statements[0]?.conditions ?? [];
  if (!condition) throw new Error(`${operator} is in no condition`);
  const context = contextOf({ keys: actual === undefined ? keys : { ...keys, "x:Key": actual }, now });
  return judgeCondition(condition, context).holds;
}
