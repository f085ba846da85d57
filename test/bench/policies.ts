/** Policies of a given size, made of the statements that people write most. */
export function policyOfStatements(count: number): string {
  const statements = Array.from({ length: count }, (_, index) => statementOf(index));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

/** A policy of about 4 KB. */
export function policyOf4Kb(): string {
  let count = 1;
  while (policyOfStatements(count + 1).length <= 4096) count++;
  return policyOfStatements(count);
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
