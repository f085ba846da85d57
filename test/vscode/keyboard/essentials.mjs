// What must work in every VS Code, typed and saved.
/** @typedef {Awaited<ReturnType<typeof import("./editor.mjs").openVSCode>>} Editor */

/** A policy with nothing to find fault with. */
export const lambda = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "lambda.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

const github = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com"
        }
      }
    }
  ]
}
`;

/**
 * Types the start of a condition key, takes a suggestion with this key, and goes on with the value.
 * @param {Editor} editor @param {"Enter" | "Tab"} acceptKey
 */
export async function completeConditionKey(editor, acceptKey) {
  const name = `key-${acceptKey}-trust-policy.json`;
  const withCondition = (inside) =>
    lambda.replace(
      'sts:AssumeRole"',
      `sts:AssumeRole",\n      "Condition": {\n        "StringEquals": {${inside}}\n      }`,
    );
  await editor.open(name, withCondition("$0"));
  await editor.type('"aws:Sou');
  await editor.select("aws:SourceAccount");
  await editor.press(acceptKey);
  await editor.type("204512347781");
  await editor.press("Escape");
  await editor.savedText(name, withCondition(' "aws:SourceAccount": "204512347781" '));
}

/** Takes a fix from the light bulb and fills in its blanks. @param {Editor} editor */
export async function fixFromLightBulb(editor) {
  const name = "fix-trust-policy.json";
  await editor.open(name, github.replace("arn:aws:iam", "arn:aws:$0iam"));
  await editor.squiggle("error");
  await editor.press("Control+.");
  await editor.chooseAction(/Limit to one repository/);
  await editor.type("acme");
  await editor.press("Tab");
  await editor.type("app");
  await editor.press("Escape");
  const aud = '"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"';
  const sub = `"token.actions.githubusercontent.com:sub": [
            "repo:acme/app:ref:refs/heads/main",
            "repo:acme@OWNER_ID/app@REPOSITORY_ID:ref:refs/heads/main"
          ]`;
  await editor.savedText(name, github.replace(aud, `${aud},\n          ${sub}`));
}
