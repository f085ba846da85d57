import { parseDate } from "../policy/date.ts";
import type { Test } from "./conditions.ts";

/**
 * When a test of the time of the request holds for the last time, in milliseconds since 1970: the latest of its dates. Undefined
 * for every other test, and where a date is not known. Other dates than the request's have a life of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function endOf({ key, operator, setOperator, ifExists, texts, valuesKnown }: Test): number | undefined {
  if (!/^(Date|Numeric)LessThan/.test(operator?.name ?? "") || setOperator || ifExists || !valuesKnown)
    return undefined;
  if (key?.key.type !== "Date" || key.key.presence.AWS !== "always") return undefined;
  const dates = texts.map(parseDate);
  if (dates.length === 0 || dates.includes(undefined)) return undefined;
  return dates.reduce<number>((latest, date) => Math.max(latest, date ?? latest), Number.NEGATIVE_INFINITY);
}
