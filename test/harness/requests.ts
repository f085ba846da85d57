import fc from "fast-check";
import { hole, type Json, type ReferencePolicy, type ReferenceRequest } from "./reference.ts";

/**
 * Policies and requests made for each other: both draw on the same few accounts, keys and values, so that each part of a statement
 * holds about as often as not.
 */

const accounts = ["204512347781", "518830026694"] as const;
const account = fc.constantFrom(...accounts);
const partition = fc.constantFrom("aws", "aws", "aws", "aws-cn");
const roleName = fc.constantFrom("ci", "deploy");
const path = fc.constantFrom("", "", "eng/");
const sessionName = fc.constantFrom("run-1", "run-2");

const roleArn = fc
  .tuple(partition, account, path, roleName)
  .map(([p, a, at, n]) => `arn:${p}:iam::${a}:role/${at}${n}`);
const sessionArn = fc
  .tuple(partition, account, roleName, sessionName)
  .map(([p, a, n, s]) => `arn:${p}:sts::${a}:assumed-role/${n}/${s}`);
const userArn = fc.tuple(partition, account, path).map(([p, a, at]) => `arn:${p}:iam::${a}:user/${at}ada`);
const rootArn = fc.tuple(partition, account).map(([p, a]) => `arn:${p}:iam::${a}:root`);
const federatedArn = account.map((a) => `arn:aws:sts::${a}:federated-user/bob`);
const service = fc.constantFrom("ec2.amazonaws.com", "lambda.amazonaws.com");
const provider = fc.oneof(
  fc
    .tuple(partition, account, fc.constantFrom("oidc-provider/gitlab.com", "saml-provider/Okta"))
    .map(([p, a, name]) => `arn:${p}:iam::${a}:${name}`),
  fc.constantFrom("cognito-identity.amazonaws.com", "accounts.google.com"),
);

const awsCaller = fc.oneof(roleArn, sessionArn, sessionArn, userArn, rootArn, federatedArn);
const often = { arbitrary: fc.constant("*"), weight: 3 };
const awsEntry = fc.oneof(often, account, rootArn, roleArn, sessionArn, userArn, federatedArn, fc.constant(hole));
const listOf = <T>(items: fc.Arbitrary<T>) => fc.array(items, { minLength: 1, maxLength: 3 });

const requester = fc.oneof(
  { arbitrary: awsCaller.map((text) => ({ type: "AWS", text })), weight: 4 },
  { arbitrary: service.map((text) => ({ type: "Service", text })), weight: 1 },
  { arbitrary: provider.map((text) => ({ type: "Federated", text })), weight: 1 },
);

const principal = fc.oneof(
  { arbitrary: listOf(awsEntry).map((AWS) => ({ AWS })), weight: 3 },
  { arbitrary: fc.record({ AWS: listOf(awsEntry), Service: listOf(service), Federated: listOf(provider) }), weight: 2 },
);

const actionName = fc.constantFrom("sts:AssumeRole", "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:TagSession");
const actionEntry = fc.oneof(
  { arbitrary: fc.constantFrom("sts:AssumeRole", "STS:assumerole", "sts:*", "sts:AssumeRole*"), weight: 6 },
  { arbitrary: fc.constantFrom("sts:TagSession", "sts:Assume?ole", "sts:?agS*n", "*SAML", hole), weight: 2 },
);

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

interface Family {
  /** The prefix of its two keys. */
  readonly key: string;
  readonly operators: readonly string[];
  readonly wanted: fc.Arbitrary<Json>;
  readonly actual: fc.Arbitrary<string>;
}

const orders = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const strings = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];

const families: readonly Family[] = [
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

/** The names of all operators that policies are made with. */
export const generatedOperators = families.flatMap(({ operators }) => operators);

const oddities = fc.constantFrom<Json>(
  hole,
  hole,
  "odd",
  "2027-02-30",
  "1e3",
  "True",
  "10.0.0.0/33",
  "10.0.0.256",
  null,
);

const keyName = (family: string) => fc.constantFrom("a", "a", "b").map((name) => `${family}:${name}`);

const test = fc.constantFrom(...families).chain(({ key, operators, wanted }) => {
  const value = fc.oneof({ arbitrary: wanted, weight: 20 }, { arbitrary: oddities, weight: 1 });
  const bare = operators.includes("Null");
  return fc.record({
    operator: fc.constantFrom(...operators),
    set: fc.constantFrom("", "", "", ...(bare ? [] : ["ForAllValues:", "ForAnyValue:"])),
    suffix: fc.constantFrom("", "", ...(bare ? [] : ["IfExists"])),
    key: keyName(key),
    values: fc.oneof({ arbitrary: listOf(value), weight: 20 }, { arbitrary: fc.constant<Json[]>([]), weight: 1 }),
  });
});

const conditions = fc.array(test, { maxLength: 3 }).map((tests) => {
  const written: Record<string, Record<string, readonly Json[]>> = {};
  for (const { set, operator, suffix, key, values } of tests) {
    written[set + operator + suffix] = { ...written[set + operator + suffix], [key]: values };
  }
  return written;
});

const statement = fc
  .record({
    Effect: fc.oneof(
      { arbitrary: fc.constantFrom("Allow", "Allow", "Deny"), weight: 20 },
      { arbitrary: fc.constant(hole), weight: 1 },
    ),
    Principal: principal,
    element: fc.oneof(
      { arbitrary: listOf(actionEntry).map((Action) => ({ Action })), weight: 8 },
      { arbitrary: listOf(actionEntry).map((NotAction) => ({ NotAction })), weight: 1 },
    ),
    Condition: conditions,
  })
  .map(({ element, ...rest }) => ({ ...rest, ...element }));

export const generatedPolicy: fc.Arbitrary<ReferencePolicy> = fc.record({
  Version: fc.constantFrom("2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", undefined),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});

const valuesOf = (actual: fc.Arbitrary<string>) =>
  fc.oneof(
    { arbitrary: actual, weight: 8 },
    { arbitrary: fc.constant(undefined), weight: 4 },
    { arbitrary: fc.array(actual, { maxLength: 3 }), weight: 3 },
    { arbitrary: fc.constantFrom("", "odd"), weight: 1 },
  );

const keys = fc
  .record(
    Object.fromEntries(
      families.flatMap(({ key, actual }) => [
        [`${key}:a`, valuesOf(actual)] as const,
        [`${key.toUpperCase()}:B`, valuesOf(actual)] as const,
      ]),
    ),
  )
  .map((all) => {
    const present: Record<string, string | readonly string[]> = {};
    for (const [name, values] of Object.entries(all)) if (values !== undefined) present[name] = values;
    return present;
  });

export const generatedRequest: fc.Arbitrary<ReferenceRequest> = fc.record({
  principal: requester,
  action: actionName,
  keys,
});
