import { findPartition } from "../../catalog/index.ts";
import { parsePrincipal } from "../../policy/principal.ts";

/** The form that a value under `AWS` was probably meant to have: one slip away from it. Undefined where there is none. */
export function nearestForm(text: string): string | undefined {
  // Names begin behind the first slash, and capital letters in them are meant.
  const lowered = text.replace(/^[^/]*/, (front) => front.toLowerCase());
  const whole = lowered
    .replace(/^(?=iam::|sts::|\d{12}:)/, (front) => front || "arn:aws:")
    .replace(/^arn:aws:(?=\d)/, "arn:aws:iam::")
    .replace(/^(arn:[^:]+:(?:iam|sts)):(?=\d{12}:)/, "$1::")
    .replace(/^((?:[^:]*:){5}(?:role|user|assumed-role)):/, "$1/");
  const { form, partition } = parsePrincipal("AWS", whole);
  return form !== "malformed" && partition !== undefined && findPartition(partition) ? whole : undefined;
}
