export const isDigits = (text: string) => text !== "" && [...text].every((char) => "0123456789".includes(char));

export function millionths(text: string): bigint | undefined {
  const [whole = "", fraction = "0", ...more] = (text.startsWith("-") ? text.slice(1) : text).split(".");
  if (more.length > 0 || !isDigits(whole) || !isDigits(fraction) || fraction.length > 6) return undefined;
  const size = BigInt(whole + fraction.padEnd(6, "0"));
  return text.startsWith("-") ? -size : size;
}

/** Milliseconds since 1970, counted year by year and month by month. */
export function moment(text: string): bigint | undefined {
  if (isDigits(text) && text.length > 4) return BigInt(text) * 1000n;
  const [date = "", time] = text.split("T");
  const fields = date.split("-");
  if (fields.length > 3 || !fields.every((field, i) => isDigits(field) && field.length === (i === 0 ? 4 : 2)))
    return undefined;
  const [year = 0, month = 1, day = 1] = fields.map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  let days = day - 1;
  for (let y = 1970; y < year; y++) days += isLeap(y) ? 366 : 365;
  for (let y = 1969; y >= year; y--) days -= isLeap(y) ? 366 : 365;
  for (let m = 1; m < month; m++) days += daysOf(year, m);
  if (time === undefined) return BigInt(days) * 86_400_000n;
  const within = fields.length === 3 ? timeOfDay(time) : undefined;
  return within === undefined ? undefined : BigInt(days) * 86_400_000n + within;
}

function daysOf(year: number, month: number): number {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

/** `hh:mm`, `hh:mm:ss` or `hh:mm:ss.s` with `Z` or `±hh:mm`, in milliseconds. */
function timeOfDay(text: string): bigint | undefined {
  const zone = text.endsWith("Z") ? "Z" : text.slice(-6);
  const [hours = "", minutes = "", rest = "00", ...more] = text.slice(0, text.length - zone.length).split(":");
  const [seconds = "", fraction = "0"] = rest.split(".");
  if (more.length > 0 || ![hours, minutes, seconds].every((field) => isDigits(field) && field.length === 2))
    return undefined;
  if (!isDigits(fraction) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const offset = zone === "Z" ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  if (zone !== "Z" && !["+", "-"].includes(zone.charAt(0))) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds);
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3));
}

export function bitsOf(address: string): string | undefined {
  return address.includes(":") ? bitsOfGroups(address) : bitsOfOctets(address);
}

function bitsOfOctets(address: string): string | undefined {
  const octets = address.split(".");
  if (octets.length !== 4 || !octets.every((octet) => isDigits(octet) && Number(octet) < 256)) return undefined;
  return octets.map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
}

function bitsOfGroups(address: string): string | undefined {
  const [head = "", tail] = address.split("::");
  const split = (text: string) => (text === "" ? [] : text.split(":"));
  const [front, back] = [split(head), split(tail ?? "")];
  const groups = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => "0"), ...back];
  if (groups.length !== 8 || (tail === undefined && front.length !== 8)) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Whole groups, padding only at the end, and no bit set that belongs to no byte. */
export function isBase64(text: string): boolean {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.slice(0, text.length - padding);
  if (text.length % 4 !== 0 || ![...digits].every((char) => base64.includes(char))) return false;
  const bits = [...digits].map((char) => base64.indexOf(char).toString(2).padStart(6, "0")).join("");
  return !bits.slice(bits.length - (bits.length % 8)).includes("1");
}

export function bitsOfBase64(text: string): string {
  return [...text].map((char) => base64.indexOf(char).toString(2)).join(" ");
}
