const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|([+-])(\d{2}):?(\d{2})))?)?)?$/;

/**
 * A date as IAM takes it: the W3C profile of ISO 8601, or seconds since 1970. Milliseconds since 1970; undefined for text that
 * is no such date.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseDate(text: string): number | undefined {
  if (/^\d{5,13}$/.test(text)) return Number(text) * 1000;
  const match = form.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const [, , , , , , , sign, offsetHours, offsetMinutes] = match;
  const monthIndex = Math.max(month ?? 0, 1) - 1;
  const date = Math.max(day ?? 0, 1);
  if (match[2] === "00" || match[3] === "00") return undefined;
  if (monthIndex > 11 || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return undefined;
  const start = new Date(Date.UTC(year ?? 0, monthIndex, date));
  if (start.getUTCDate() !== date || start.getUTCMonth() !== monthIndex) return undefined;
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === "-" ? -1 : 1);
  return Date.UTC(year ?? 0, monthIndex, date, hour ?? 0, (minute ?? 0) - offset, second ?? 0);
}
