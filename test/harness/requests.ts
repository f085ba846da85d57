import fc from "fast-check";
import { families } from "./families.ts";
import { hole, type Json, type ReferencePolicy, type ReferenceRequest } from "./reference/types.ts";

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
