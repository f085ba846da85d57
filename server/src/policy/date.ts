const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2})))?)?)?$/;

/**
 * A date as IAM takes it: the W3C profile of ISO 8601, or seconds since 1970. Milliseconds since 1970; undefined for text that
 * is no such date.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseDate(text: string): number | undefined {
  if (/^\d{5,13}$/.test(text)) return Number(text) * 1000;
  const match = form.exec(text);
  if (!match) return undefined;
  const [, year, month = "01", day = "01", hour, minute, second, fraction = "", sign, offsetHours, offsetMinutes] =
    match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  if (numberOf(hour) > 23 || numberOf(minute) > 59 || numberOf(second) > 60) return undefined;
  const offset = (numberOf(offsetHours) * 60 + numberOf(offsetMinutes)) * (sign === "-" ? -1 : 1);
  const minutes = numberOf(hour) * 60 + numberOf(minute) - offset;
  return date.getTime() + (minutes * 60 + numberOf(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}

function numberOf(digits: string | undefined): number {
  return Number(digits ?? 0);
}
