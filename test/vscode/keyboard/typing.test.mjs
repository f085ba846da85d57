// What a person types and what the file holds afterwards, through the keyboard and the widgets of a real VS Code.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { eventually } from "../eventually.ts";
import { openVSCode } from "./editor.mjs";
import { completeConditionKey, fixFromLightBulb, lambda } from "./essentials.mjs";

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

const block = '"StringEquals": {\n          "aws:SourceOrgID": "o-a1b2c3d4e5"\n        }';

function withCondition(members) {
  return `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "states.amazonaws.com" },
      "Action": "sts:AssumeRole",
      "Condition": {
        ${members}
      }
    }
  ]
}`;
}

describe("typing", { timeout: 180_000 }, () => {
  /** @type {Awaited<ReturnType<typeof openVSCode>>} */
  let editor;
  before(async () => {
    editor = await openVSCode();
  });
  after(() => editor?.close());
  const typing = (name, test) => it(name, () => editor.attempt(name, test));

  typing("completes a condition key inside the quotes that VS Code closes, with Enter", () =>
    completeConditionKey(editor, "Enter"),
  );

  typing("completes a condition key with Tab too", () => completeConditionKey(editor, "Tab"));

  typing("completes a value between empty quotes", async () => {
    await editor.open("value-trust-policy.json", lambda.replace('"Allow"', '"$0"'));
    await editor.press("Control+Space");
    await editor.select("Allow");
    await editor.press("Tab");
    await editor.savedText("value-trust-policy.json", lambda);
  });

  typing("puts a condition key into the block above that has its operator", async () => {
    await editor.open("above-trust-policy.json", withCondition(`${block},\n        $0`));
    await editor.type('"aws:SourceAcc');
    await editor.select("aws:SourceAccount");
    await editor.press("Enter");
    await editor.type("204512347781");
    const member = '          "aws:SourceOrgID": "o-a1b2c3d4e5",\n          "aws:SourceAccount": "204512347781"';
    await editor.savedText("above-trust-policy.json", withCondition(`"StringEquals": {\n${member}\n        }`));
  });

  typing("puts a condition key into the block below, also when the list was there before the word", async () => {
    await editor.open("below-trust-policy.json", withCondition(`$0\n        ${block}`));
    await editor.press("Control+Space");
    await editor.type("SourceAcc");
    await editor.select("aws:SourceAccount");
    await editor.press("Enter");
    await editor.type("204512347781");
    const member = '          "aws:SourceAccount": "204512347781",\n          "aws:SourceOrgID": "o-a1b2c3d4e5"';
    await editor.savedText("below-trust-policy.json", withCondition(`"StringEquals": {\n${member}\n        }`));
  });

  for (const acceptKey of ["Enter", "Tab"]) {
    typing(`writes a whole policy into an empty file, with ${acceptKey}`, async () => {
      const name = `empty-${acceptKey}-trust-policy.json`;
      await editor.open(name, "$0");
      await editor.press("Control+Space");
      await editor.type("lambda");
      await editor.select("AWS Lambda function");
      await editor.press(acceptKey, "Escape");
      await editor.savedText(name, lambdaTemplate);
    });
  }

  typing("fixes a finding from the light bulb, and selects what only the person knows", () => fixFromLightBulb(editor));

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

  typing(
    "shows who can assume the role above the policy, and the vendor in its line, for as long as one wants",
    async () => {
      const vendor = lambda.replace('"Service": "lambda.amazonaws.com"', '"AWS": "464622532012"');
      await editor.open("vendor-trust-policy.json", `$0${vendor}`);
      const lens = editor.page.locator(".codelens-decoration", {
        hasText: "Who can assume: any identity in account 4646",
      });
      const hint = editor.page.locator(".view-line", { hasText: '"464622532012"Datadog' });
      await Promise.all([lens.waitFor(), hint.waitFor()]);
      editor.write(".vscode/settings.json", '{ "trustPolicy.codeLens": false, "trustPolicy.inlayHints": false }');
      await Promise.all([lens.waitFor({ state: "detached" }), hint.waitFor({ state: "detached" })]);
      editor.write(".vscode/settings.json", "{}");
      await Promise.all([lens.waitFor(), hint.waitFor()]);
      await lens.locator("a").click();
      await editor.page.locator(".tab", { hasText: "who can assume" }).waitFor();
    },
  );
});
