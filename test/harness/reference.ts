/**
 * An evaluator to hold ours against: slow, and so plain that it can be checked by reading it. It takes JSON and shares no code, no
 * algorithm and no regular expression with the product. It knows the well-formed policies that `harness/requests.ts` makes, and
 * is unsure of everything else. Written from AWS's user guide (see the addresses in `server/src/access`).
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** How sure it is that something holds: 0 it does not, 1 it may, 2 it does. */
export type Sure = 0 | 1 | 2;

export interface ReferenceStatement {
  readonly applies: Sure;
  readonly conditions: readonly Sure[];
}

export interface ReferencePolicy {
  readonly Version?: string | undefined;
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Principal: { readonly [type: string]: readonly string[] };
    readonly Action?: readonly string[] | undefined;
    readonly NotAction?: readonly string[] | undefined;
    readonly Condition?: { readonly [operator: string]: { readonly [key: string]: readonly Json[] } } | undefined;
  }[];
}

export interface ReferenceRequest {
  readonly principal: { readonly type: string; readonly text: string };
  readonly action: string;
  readonly keys: { readonly [name: string]: string | readonly string[] };
}

/** What stands for a value that is filled in later. */
export const hole = "${Hole}";

const sure = (holds: boolean): Sure => (holds ? 2 : 0);
const all = (parts: readonly Sure[]): Sure => Math.min(2, ...parts) as Sure;
const any = (parts: readonly Sure[]): Sure => Math.max(0, ...parts) as Sure;
const opposite = (part: Sure): Sure => (2 - part) as Sure;

export function referenceVerdict(policy: ReferencePolicy, request: ReferenceRequest) {
  const keys = new Map(Object.entries(request.keys).map(([name, values]) => [name.toLowerCase(), [values].flat()]));
  const statements = policy.Statement.map((statement): ReferenceStatement => {
    const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, block]) =>
      Object.entries(block).map(([key, values]) => condition(operator, key, values, policy.Version, keys)),
    );
    const parts = [principal(statement.Principal, request.principal), action(statement, request.action), ...conditions];
    return { applies: all(parts), conditions };
  });
  const by = (effect: string) =>
    any(
      statements.map(({ applies }, i) => {
        const written = policy.Statement[i]?.Effect;
        return all([applies, written === hole ? 1 : sure(written === effect)]);
      }),
    );
  const [allowed, denied] = [by("Allow"), by("Deny")];
  const decision =
    denied === 2 ? "denied" : allowed === 0 ? "not-allowed" : allowed === 2 && denied === 0 ? "allowed" : "unknown";
  return { decision, statements };
}

function principal(listed: { readonly [type: string]: readonly string[] }, who: ReferenceRequest["principal"]): Sure {
  return any(Object.entries(listed).flatMap(([type, texts]) => texts.map((text) => entry(type, text, who))));
}

function entry(type: string, text: string, who: ReferenceRequest["principal"]): Sure {
  if (text === hole) return 1;
  if (type !== who.type) return type === "AWS" && text === "*" ? 1 : 0;
  if (type !== "AWS") return sure(text === who.text);
  const [, partition, , , account, resource = ""] = who.text.split(":");
  const [kind, ...names] = resource.split("/");
  if (text === "*" || text === who.text || text === account) return 2;
  if (text === `arn:${partition}:iam::${account}:root`) return 2;
  const [place, path = ""] = text.split(":role/");
  if (kind === "assumed-role" && place === `arn:${partition}:iam::${account}`) {
    return sure(path.split("/").at(-1) === names[0]);
  }
  const [home, session = ""] = text.split(":assumed-role/");
  if (kind === "role" && home === `arn:${partition}:sts::${account}`)
    return session.split("/")[0] === names.at(-1) ? 1 : 0;
  return 0;
}

function action({ Action, NotAction }: ReferencePolicy["Statement"][number], name: string): Sure {
  const covers = (text: string): Sure =>
    text === hole ? 1 : sure(like(signsOf(text.toLowerCase(), true), [...name.toLowerCase()]));
  return NotAction ? opposite(any(NotAction.map(covers))) : any((Action ?? []).map(covers));
}

function condition(
  written: string,
  key: string,
  listed: readonly Json[],
  version: string | undefined,
  keys: Keys,
): Sure {
  const set = written.startsWith("ForAllValues:") ? "all" : written.startsWith("ForAnyValue:") ? "any" : undefined;
  const bare = set ? written.slice(written.indexOf(":") + 1) : written;
  const ifExists = bare.endsWith("IfExists");
  const operator = ifExists ? bare.slice(0, -"IfExists".length) : bare;
  const negated = operator.includes("Not");
  const found = lookUp(keys, key);
  if (operator === "Null") {
    const missing = found.every((value) => value === "");
    return any(listed.map((value) => (value === "true" ? sure(missing) : value === "false" ? sure(!missing) : 1)));
  }
  if (found.length === 0) return ifExists || set === "all" || (negated && set !== "any") ? 2 : 0;
  if (set && found.every((value) => value === "")) return set === "all" ? 2 : 0;
  if (!set && found.length > 1) return 1;
  const one = (actual: string): Sure => {
    const fits = any(listed.map((value) => matchesOne(operator.replace("Not", ""), actual, value, version, keys)));
    return negated ? opposite(fits) : fits;
  };
  return set === "any" ? any(found.map(one)) : all(found.map(one));
}

type Keys = ReadonlyMap<string, readonly string[]>;

function lookUp(keys: Keys, name: string): readonly string[] {
  return keys.get(name.toLowerCase()) ?? [];
}

/** One value of the request against one of the policy; operators without Not. */
function matchesOne(operator: string, actual: string, value: Json, version: string | undefined, keys: Keys): Sure {
  if (value === hole || typeof value === "object") return 1;
  const text = String(value);
  switch (operator) {
    case "StringEquals":
    case "StringEqualsIgnoreCase":
    case "StringLike":
    case "Bool":
    case "ArnEquals":
    case "ArnLike": {
      const wild = operator === "StringLike" || operator.startsWith("Arn");
      const signs = version === "2012-10-17" ? filledIn(text, wild, keys) : signsOf(text, wild);
      return typeof signs === "number" ? signs : fitText(operator, actual, signs);
    }
    case "Binary":
    case "BinaryEquals":
      return isBase64(actual) && isBase64(text) ? sure(bitsOfBase64(actual) === bitsOfBase64(text)) : 1;
    case "IpAddress":
      return fitAddress(actual, text);
    default:
      return fitOrder(operator, actual, text);
  }
}

type Sign = string | { readonly wild: "*" | "?" };

function signsOf(text: string, wild: boolean): readonly Sign[] {
  return [...text].map((char) => (wild && (char === "*" || char === "?") ? { wild: char } : char));
}

/** 0 when a variable has no value, 1 when nobody knows what it becomes. */
function filledIn(text: string, wild: boolean, keys: Keys): readonly Sign[] | 0 | 1 {
  const [before = "", ...rest] = text.split("${");
  const signs: Sign[] = [...signsOf(before, wild)];
  let lost: 0 | 1 | undefined;
  for (const piece of rest) {
    const close = piece.indexOf("}");
    const name = piece.slice(0, close);
    const [key = "", written] = name.split(", ");
    if (name === "*" || name === "?" || name === "$") signs.push(name);
    else {
      const found = lookUp(keys, key);
      const value = found.length > 0 ? found[0] : written?.slice(1, -1);
      if (value === undefined) lost = 0;
      else if (found.length > 1 || (wild && (value.includes("*") || value.includes("?")))) lost ??= 1;
      else signs.push(...value);
    }
    signs.push(...signsOf(piece.slice(close + 1), wild));
  }
  return lost ?? signs;
}

function fitText(operator: string, actual: string, signs: readonly Sign[]): Sure {
  const text = signs.map((sign) => (typeof sign === "string" ? sign : sign.wild)).join("");
  if (operator === "StringEquals") return sure(text === actual);
  if (operator === "StringEqualsIgnoreCase") return sure(text.toUpperCase() === actual.toUpperCase());
  if (operator === "StringLike") return sure(like(signs, [...actual]));
  if (operator === "Bool") {
    return ["true", "false"].includes(text) && ["true", "false"].includes(actual) ? sure(text === actual) : 1;
  }
  if (text !== "" && signs.every((sign) => typeof sign !== "string" && sign.wild === "*")) return 2;
  const [wanted, parts] = [cut(signs), cut([...actual])];
  if (wanted.length < 6) return signs.every((sign) => typeof sign === "string") ? 0 : 1;
  if (parts.length < 6 || !actual.startsWith("arn:")) return 0;
  return sure(wanted.every((part, i) => like(part, (parts[i] ?? []).map(String))));
}

/** The six parts of an ARN. */
function cut(signs: readonly Sign[]): readonly (readonly Sign[])[] {
  const colon = signs.indexOf(":");
  if (colon === -1) return [signs];
  const rest = cut(signs.slice(colon + 1));
  const joined = rest.length < 6 ? rest : [...rest.slice(0, 4), [...(rest[4] ?? []), ":", ...(rest[5] ?? [])]];
  return [signs.slice(0, colon), ...joined];
}

/** Whether a text fits a pattern in which every `*` and `?` is a wildcard. */
export function referenceMatch(pattern: string, text: string): boolean {
  return like(signsOf(pattern, true), [...text]);
}

/** The definition of a wildcard, read aloud: whether the rest of the text fits the rest of the pattern. */
function like(pattern: readonly Sign[], text: readonly string[], p = 0, t = 0): boolean {
  const sign = pattern[p];
  if (sign === undefined) return t === text.length;
  if (typeof sign === "string") return sign === text[t] && like(pattern, text, p + 1, t + 1);
  if (sign.wild === "?") return t < text.length && like(pattern, text, p + 1, t + 1);
  return like(pattern, text, p + 1, t) || (t < text.length && like(pattern, text, p, t + 1));
}

function fitOrder(operator: string, actual: string, text: string): Sure {
  const numeric = operator.startsWith("Numeric");
  const [a, b] = [actual, text].map(numeric ? millionths : moment);
  if (a === undefined || b === undefined) return 1;
  switch (operator.slice(numeric ? "Numeric".length : "Date".length)) {
    case "Equals":
      return sure(a === b);
    case "LessThan":
      return sure(a < b);
    case "LessThanEquals":
      return sure(a <= b);
    case "GreaterThan":
      return sure(a > b);
    default:
      return sure(a >= b);
  }
}

const isDigits = (text: string) => text !== "" && [...text].every((char) => "0123456789".includes(char));

function millionths(text: string): bigint | undefined {
  const [whole = "", fraction = "0", ...more] = (text.startsWith("-") ? text.slice(1) : text).split(".");
  if (more.length > 0 || !isDigits(whole) || !isDigits(fraction) || fraction.length > 6) return undefined;
  const size = BigInt(whole + fraction.padEnd(6, "0"));
  return text.startsWith("-") ? -size : size;
}

/** Milliseconds since 1970, counted year by year and month by month. */
function moment(text: string): bigint | undefined {
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

/** Addresses as strings of bits, of which the first ones have to agree. */
function fitAddress(actual: string, text: string): Sure {
  const [network = "", length] = text.split("/");
  const [address, block] = [bitsOf(actual), bitsOf(network)];
  const count = length === undefined ? block?.length : isDigits(length) ? Number(length) : undefined;
  if (!address || !block || count === undefined || count > block.length) return 1;
  return sure(address.length === block.length && address.slice(0, count) === block.slice(0, count));
}

function bitsOf(address: string): string | undefined {
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
function isBase64(text: string): boolean {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.slice(0, text.length - padding);
  if (text.length % 4 !== 0 || ![...digits].every((char) => base64.includes(char))) return false;
  const bits = [...digits].map((char) => base64.indexOf(char).toString(2).padStart(6, "0")).join("");
  return !bits.slice(bits.length - (bits.length % 8)).includes("1");
}

function bitsOfBase64(text: string): string {
  return [...text].map((char) => base64.indexOf(char).toString(2)).join(" ");
}
