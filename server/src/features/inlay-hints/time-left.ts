import type { Test } from "../../access/conditions.ts";
import { parseDate } from "../../policy/date.ts";
import type { InlayHint } from "./inlay-hints.ts";

/**
 * How far away the date is at which a statement ends or begins. Only for tests of the time of the request, which every request
 * carries, with one date: of several the latest counts, or the first.
 */
export function timeLeft(
  { key, operator, setOperator, texts, valuesKnown }: Test,
  now: number,
): Pick<InlayHint, "label" | "tooltip"> | undefined {
  const [text] = texts;
  if (key?.key.presence.AWS !== "always" || setOperator || !valuesKnown || texts.length !== 1) return undefined;
  const ends = /^(Date|Numeric)LessThan/.test(operator?.name ?? "");
  const begins = /^(Date|Numeric)GreaterThan/.test(operator?.name ?? "");
  const date = text === undefined || !(ends || begins) ? undefined : parseDate(text);
  if (date === undefined || date > lastDate) return undefined;
  const distance = inWords(Math.abs(date - now));
  const label = ends
    ? date > now
      ? `${distance} left`
      : `ended ${distance} ago`
    : date > now
      ? `begins in ${distance}`
      : `began ${distance} ago`;
  return { label, tooltip: `${momentOf(date)}; as seen on ${momentOf(now)}` };
}

/** The end of the year 9999. What lies behind it was not meant as seconds. */
const lastDate = Date.UTC(10_000, 0) - 1;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The mean of the Gregorian calendar. */
const year = 365.2425 * day;
const units: readonly (readonly [name: string, length: number, from: number])[] = [
  ["year", year, 2 * year],
  ["month", year / 12, 2 * (year / 12)],
  ["day", day, day],
  ["hour", hour, hour],
  ["minute", minute, minute],
];

/** `3 months`, `12 days`: rounded down, so that nobody counts on time that is not there. */
function inWords(milliseconds: number): string {
  const unit = units.find(([, , from]) => milliseconds >= from);
  if (!unit) return "less than a minute";
  const [name, length] = unit;
  const count = Math.floor(milliseconds / length);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

function momentOf(milliseconds: number): string {
  const [date = "", time = ""] = new Date(milliseconds).toISOString().split("T");
  return `${date}, ${time.slice(0, 5)} UTC`;
}
