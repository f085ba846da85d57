import fc from "fast-check";
import type { Json } from "./reference/types.ts";

/** Texts that often match each other. */
const letters = (extra: string, max: number) =>
  fc.array(fc.constantFrom(..."aabB", ...extra), { maxLength: max }).map((chars) => chars.join(""));
const variable = fc.constantFrom(
  "${s:a}",
  "${S:B}",
  "${s:a}*",
  "a${s:b}",
  "${s:c, 'a'}",
  "${s:c}",
  "${*}",
  "a${?}",
  "${$}",
  "${s:a, 'b'}b",
  "${r:a}",
);

const segment = (extra: readonly string[]) => fc.constantFrom("aws", "iam", "", "a:b", "ab", ...extra);
const arn = (extra: readonly string[]) =>
  fc.oneof(
    {
      arbitrary: fc.array(segment(extra), { minLength: 5, maxLength: 5 }).map((parts) => ["arn", ...parts].join(":")),
      weight: 1,
    },
    {
      arbitrary: fc.tuple(segment(extra), segment(extra)).map(([a, b]) => `arn:aws:iam::${a}:role/${b}`),
      weight: 4,
    },
  );

const date = fc
  .record({
    date: fc.constantFrom(
      "2027-01-01",
      "2027-01-02",
      "2026-12-31",
      "2028-02-29",
      "0050-01-01",
      "1969-12-31",
      "2000-03-01",
    ),
    time: fc.constantFrom("", "T00:00", "T00:00:00", "T00:00:00.5", "T23:59:59", "T01:30:00.123"),
    zone: fc.constantFrom("Z", "Z", "+00:00", "+01:30", "-05:00", "+24:00"),
  })
  .map(({ date: day, time, zone }) => (time === "" ? day : day + time + zone));
const moment = fc.oneof(
  date,
  fc.constantFrom("2027", "2027-01", "1798761600", "1798761600", "1798848000", "951868800"),
);

const octet = fc.constantFrom("0", "1", "10", "127", "128", "255");
const v4 = fc.oneof(
  fc.tuple(octet, octet, octet, octet).map((octets) => octets.join(".")),
  octet.map((last) => `10.1.0.${last}`),
);
const group = fc.constantFrom("0", "1", "db8", "DB8", "8000", "ffff", "00ff");
const v6 = fc.oneof(
  fc.tuple(group, group, group).map(([a, b, c]) => `2001:${a}::${b}:${c}`),
  fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":")),
  fc.constantFrom("::", "::1", "2001:db8::"),
);
const address = fc.oneof({ arbitrary: v4, weight: 2 }, { arbitrary: v6, weight: 1 });
const block = fc.oneof(
  address,
  fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map(([a, n]) => `${a}/${n}`),
  fc.tuple(v4, fc.constantFrom(0, 1, 8, 9)).map(([a, n]) => `${a}/${n}`),
  fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map(([a, n]) => `${a}/${n}`),
);
const number = fc.constantFrom("0", "1", "1.0", "1.5", "-1", "-0.5", "10", "9", "010", "-0", "3600", "1.500000");
const base64 = fc.constantFrom("QQ==", "Qg==", "QR==", "QUI=", "QUJD", "");

/** Operators with values of the policy and of requests that match each other about half the time. */
export interface Family {
  /** The prefix of its two keys. */
  readonly key: string;
  readonly operators: readonly string[];
  readonly wanted: fc.Arbitrary<Json>;
  readonly actual: fc.Arbitrary<string>;
}

const orders = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const strings = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];

export const families: readonly Family[] = [
  { key: "s", operators: strings, wanted: fc.oneof(letters("", 2), letters("", 2), variable), actual: letters("", 2) },
  {
    key: "s",
    operators: ["StringLike", "StringNotLike"],
    wanted: fc.oneof(letters("***?", 8), letters("*?", 4), variable),
    actual: letters("*", 6),
  },
  {
    key: "r",
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
    wanted: fc.oneof(arn(["*", "*", "a*", "?b", "${s:a}", "${*}"]), fc.constantFrom("*", "arn:*", "a", "")),
    actual: fc.oneof({ arbitrary: arn([]), weight: 9 }, { arbitrary: letters(":*", 3), weight: 1 }),
  },
  {
    key: "n",
    operators: orders.map((order) => `Numeric${order}`),
    wanted: fc.oneof(number, fc.integer({ min: -1, max: 10 })),
    actual: number,
  },
  {
    key: "d",
    operators: orders.map((order) => `Date${order}`),
    wanted: fc.oneof(moment, fc.constant(1798761600)),
    actual: moment,
  },
  {
    key: "b",
    operators: ["Bool"],
    wanted: fc.constantFrom<Json>("true", "false", true, false, "${b:b}"),
    actual: fc.constantFrom("true", "false"),
  },
  { key: "y", operators: ["BinaryEquals"], wanted: base64, actual: base64 },
  { key: "i", operators: ["IpAddress", "NotIpAddress"], wanted: block, actual: address },
  { key: "s", operators: ["Null"], wanted: fc.constantFrom("true", "false"), actual: letters("", 2) },
];
