/** A trust policy with nothing to find fault with; the Sid's value can be chosen. */
export const lambda = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Functions",
      "Effect": "Allow",
      "Principal": { "Service": "lambda.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

/** A trust of GitHub Actions that any repository could use: it tests the audience alone. */
export const githubWithoutSubject = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Deploy",
      "Effect": "Allow",
      "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }
      }
    }
  ]
}
`;

/** IAM refuses an effect in lower case; the fix is safe. */
export const lowerCaseEffect = lambda.replace('"Allow"', '"allow"');
