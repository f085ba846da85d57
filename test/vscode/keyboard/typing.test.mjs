// What a person types and what the file holds afterwards, through the keyboard and the widgets of a real VS Code.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { eventually } from "../eventually.ts";
import { openVSCode } from "./editor.mjs";

const lambda = `{
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

const lambdaTemplate = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}`;

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

describe("typing", { timeout: 180_000 }, () => {
  /** @type {Awaited<ReturnType<typeof openVSCode>>} */
  let editor;
  before(async () => {
    editor = await openVSCode();
  });
  after(() => editor?.close());
  const typing = (name, test) => it(name, () => editor.attempt(name, test));

  typing("completes a condition key inside the quotes that VS Code closes", async () => {
    const withCondition = (inside) =>
      lambda.replace(
        'sts:AssumeRole"',
        `sts:AssumeRole",\n      "Condition": {\n        "StringEquals": {${inside}}\n      }`,
      );
    await editor.open("key-trust-policy.json", withCondition("$0"));
    await editor.type('"aws:Sou');
    await editor.select("aws:SourceAccount");
    await editor.press("Enter");
    await editor.type("204512347781");
    await editor.press("Escape");
    await editor.savedText("key-trust-policy.json", withCondition(' "aws:SourceAccount": "204512347781" '));
  });

  typing("completes a value between empty quotes", async () => {
    await editor.open("value-trust-policy.json", lambda.replace('"Allow"', '"$0"'));
    await editor.press("Control+Space");
    await editor.select("Allow");
    await editor.press("Tab");
    await editor.savedText("value-trust-policy.json", lambda);
  });

  typing("writes a whole policy into an empty file", async () => {
    await editor.open("empty-trust-policy.json", "$0");
    await editor.press("Control+Space");
    await editor.type("lambda");
    await editor.select("AWS Lambda function");
    await editor.press("Enter", "Escape");
    await editor.savedText("empty-trust-policy.json", lambdaTemplate);
  });

  typing("fixes a finding from the light bulb, and selects what only the person knows", async () => {
    await editor.open("fix-trust-policy.json", github.replace("arn:aws:iam", "arn:aws:$0iam"));
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
    await editor.savedText("fix-trust-policy.json", github.replace(aud, `${aud},\n          ${sub}`));
  });

  typing("shows in the status bar how much of the quota is used", async () => {
    await editor.open("status-trust-policy.json", `$0${lambda}`);
    const counted = lambda.replaceAll(/\s/g, "").length;
    assert.equal(await editor.statusBar("Trust"), `Trust ${counted}/2,048`);
  });

  typing("starts a policy from a template of the palette", async () => {
    await editor.command("IAM Trust Policy: New Trust Policy…");
    await editor.pick("Who shall be able to assume the role?", "AWS Lambda function");
    await eventually("the policy is on the screen", async () => (await editor.shownText()) === lambdaTemplate);
  });

  typing("opens the page about a rule from its finding", async () => {
    await editor.open("page-trust-policy.json", lambda.replace('"Allow"', '"al$0low"'));
    await editor.squiggle("error");
    await editor.press("F8");
    await editor.page.locator(".marker-widget .code-link").click();
    await editor.press("Enter"); // VS Code asks whether the extension may open the address
    await editor.page.locator(".tab.active", { hasText: "effect-invalid.md" }).waitFor();
  });
});
