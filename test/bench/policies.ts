/** Policies of a given size, made of the statements that people write most. */
export function policyOfStatements(count: number): string {
  const statements = Array.from({ length: count }, (_, index) => statementOf(index));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

/** The same without white space and with short statements, so that very many stay below the size that is checked at all. */
export function shortPolicyOfStatements(count: number): string {
  const statements = Array.from({ length: count }, (_, index) => shortStatementOf(index));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A policy of about 4 KB. */
export function policyOf4Kb(): string {
  let count = 1;
  while (policyOfStatements(count + 1).length <= 4096) count++;
  return policyOfStatements(count);
}

/** A file of one statement, or of two. */
export function policyOfStatement(index: number): string {
  const indexes = index % 5 === 4 ? [index, index + 1] : [index];
  return `${JSON.stringify({ Version: "2012-10-17", Statement: indexes.map(statementOf) }, null, 2)}\n`;
}

/** A JSON file that is no policy, such as repositories are full of. */
export function otherJson(index: number): string {
  const dependencies = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`@northwind/package-${(index + i) % 500}`, `^${i}.${index % 20}.0`]),
  );
  return `${JSON.stringify({ name: `service-${index}`, private: true, scripts: { build: "make" }, dependencies }, null, 2)}\n`;
}

/** A role as an export of an account has it. */
export function roleOf(index: number): object {
  const name = `role-${index}`;
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${String(index).padStart(17, "X")}`,
    Arn: `arn:aws:iam::204512347781:role/${name}`,
    CreateDate: "2024-05-01T10:00:00+00:00",
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [statementOf(index)] },
    InstanceProfileList: [],
    RolePolicyList: [
      {
        PolicyName: "inline",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::data-${index}/*` },
          ],
        },
      },
    ],
    AttachedManagedPolicies: [{ PolicyName: "ReadOnlyAccess", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    Tags: [{ Key: "team", Value: `team-${index % 50}` }],
  };
}

/** An export of an account as the AWS CLI prints it. Each third role trusts another account with nothing else asked: a finding with fixes. */
export function accountOfRoles(count: number): string {
  const roles = Array.from({ length: count }, (_, index) =>
    index % 3 === 0 ? { ...roleOf(index), AssumeRolePolicyDocument: openTo(index) } : roleOf(index),
  );
  return JSON.stringify({ RoleDetailList: roles }, null, 4);
}

function openTo(index: number): object {
  const Principal = { AWS: `arn:aws:iam::${301512347781 + index}:root` };
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
}

function statementOf(index: number): object {
  const account = String(204512347781 + index);
  switch (index % 3) {
    case 0:
      return {
        Sid: `Service${index}`,
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule-group/nightly` },
        },
      };
    case 1:
      return {
        Sid: `GitHub${index}`,
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": [
              `repo:northwind-air/fleet-${index}:environment:production`,
              `repo:northwind-air@9081726/fleet-${index}@5544${index}:environment:production`,
            ],
          },
        },
      };
    default:
      return {
        Sid: `Vendor${index}`,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:role/deploy-${index}` },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: { StringEquals: { "sts:ExternalId": `c0a8f1b2d3e44f5a96b7c8d9${index}` } },
      };
  }
}

function shortStatementOf(index: number): object {
  const account = String(204512347781 + (index % 1000));
  switch (index % 3) {
    case 0:
      return {
        Effect: "Allow",
        Principal: { Service: "scheduler.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      };
    case 1:
      return {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:role/deploy-${index}` },
        Action: "sts:AssumeRole",
      };
    default:
      return {
        Sid: `Lambda${index}`,
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      };
  }
}
