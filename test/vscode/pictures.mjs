// Takes the pictures of the README into docs/images, from a real VS Code with the extension that `npm run package` has packed.
// npm run pictures [-- NAME …]
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root, setUp } from "../../scripts/setup.mjs";

await setUp();
(await import("tsx/esm/api")).register(); // the modules below are partly TypeScript
const { setUpVSCode } = await import("./install.mjs");
await setUpVSCode();
const { openVSCode } = await import("./keyboard/editor.mjs");
const { openVSCodeForTheWeb } = await import("./keyboard/web.mjs");
const { quietSettings } = await import("./code-server.mjs");
const { eventually } = await import("./eventually.ts");

const images = path.join(root, "docs/images");
const example = (name) => readFileSync(path.join(root, "examples", name), "utf8");

/** @typedef {Awaited<ReturnType<typeof openVSCode>>} Editor */

const github = example("github-trust-policy.json");
const bedrock = example("bedrock-trust-policy.json");
const action = '"Action": "sts:AssumeRole"';
const bedrockWith = (condition) =>
  bedrock.replace(action, `${action},\n      "Condition": {\n        ${condition}\n      }`);

/** A vendor for some time, and GitHub Actions; the cursor is on the brace of the second statement. */
const monitoring = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Monitoring",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::464622532012:root" },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": { "sts:ExternalId": "7f3c2a9e5d1b4f0e" },
        "DateLessThan": { "aws:CurrentTime": "2027-06-30" }
      }
    },
    $0{
      "Sid": "Deploy",
      "Effect": "Allow",
      "Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com" },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": [
            "repo:acme/app:ref:refs/heads/main",
            "repo:acme@70433121/app@812233490:ref:refs/heads/main"
          ]
        }
      }
    }
  ]
}
`;

/** The picture named `web` is of VS Code for the web, where the files are given from the start. */
const webFiles = {
  "deploy-trust-policy.json": github.replace("arn:aws", "$0arn:aws"),
  "bedrock-trust-policy.json": bedrock,
};

/** What each picture shows: brings it onto the screen. @type {Record<string, (editor: Editor) => Promise<void>>} */
const pictures = {
  diagnostics: async (editor) => {
    await openWide(editor, "deploy-trust-policy.json", github.replace("arn:aws", "$0arn:aws"));
    await editor.squiggle("error");
    await editor.press("Control+k", "Control+i");
    await editor.page.locator(".monaco-hover:visible .hover-row").nth(1).waitFor();
  },
  completion: async (editor) => {
    await openWide(editor, "bedrock-trust-policy.json", bedrockWith('"StringEquals": { "aws:Sou$0" }'));
    await editor.press("Control+Space");
    await editor.select("aws:SourceAccount");
    await editor.press("Control+Space");
    await editor.page.locator(".suggest-details:visible").waitFor();
  },
  "quick-fix": async (editor) => {
    await openWide(editor, "deploy-trust-policy.json", github.replace('content.com"\n', 'content.com$0"\n'));
    await editor.squiggle("error");
    await editor.press("Control+.");
    await editor.page.locator(".action-widget .monaco-list-row").first().waitFor();
  },
  "fix-applied": async (editor) => {
    await pictures["quick-fix"](editor);
    await editor.chooseAction(/Limit to one repository/);
    await editor.page.locator(".view-line", { hasText: "REPOSITORY" }).first().waitFor();
  },
  hover: async (editor) => {
    const arn = "arn:aws:bedrock:eu-west-1:204512347781:agent/*";
    await openWide(editor, "bedrock-trust-policy.json", bedrockWith(`"ArnLike": { "aws:Sou$0rceArn": "${arn}" }`));
    await editor.press("Control+k", "Control+i");
    await editor.page.locator(".monaco-hover:visible").first().waitFor();
  },
  "who-can-assume": async (editor) => {
    await openWide(editor, "monitoring-trust-policy.json", monitoring);
    await editor.page.locator(".codelens-decoration", { hasText: "Who can assume" }).waitFor();
    await editor.page.locator(".view-line", { hasText: "left" }).waitFor(); // a hint
    await editor.press("Control+k", "Control+i");
    await editor.page.locator(".monaco-hover:visible").first().waitFor();
  },
  outline: async (editor) => {
    await editor.open("deploy-trust-policy.json", github.replace("sts:AssumeRole", "sts:$0AssumeRole"));
    await editor.squiggle("error");
    await editor.press("Control+Shift+m");
    await editor.page.locator(".markers-panel .monaco-list-row").nth(1).waitFor();
    await editor.command("Explorer: Focus on Outline View");
    await editor.page.locator(".pane-header", { hasText: "roles" }).click(); // leaves the room to the outline
    await editor.page.locator(".outline-pane .monaco-list-row", { hasText: "trust policy" }).first().waitFor();
  },
  "status-bar": async (editor) => {
    await openWide(editor, "deploy-trust-policy.json", `$0${github}`);
    await editor.squiggle("error");
    const item = editor.page.locator(".statusbar-item", { hasText: "Trust" });
    const tooltip = editor.page.locator(".monaco-hover:visible", { hasText: "IAM counts" });
    await eventually("the tooltip", async () => {
      await editor.page.mouse.move(0, 0); // the item is drawn anew while the policy is read, which forgets the pointer
      await item.hover();
      await tooltip.first().waitFor({ timeout: 3000 });
      return true;
    });
  },
  templates: async (editor) => {
    await editor.hideSideBar();
    await editor.command("IAM Trust Policy: New Trust Policy…");
    await editor.page.locator(".quick-input-widget .monaco-list-row", { hasText: "GitHub Actions" }).first().waitFor();
  },
  walkthrough: async (editor) => {
    await editor.hideSideBar();
    await editor.command("Welcome: Open Walkthrough...");
    await editor.pick("Select a walkthrough to open", "Write a trust policy");
    await editor.page.locator(".gettingStartedContainer", { hasText: "Start from a template" }).waitFor();
    const media = editor.page.frameLocator("iframe.webview").frameLocator("iframe");
    await media.getByText("A policy in four keys").waitFor();
  },
  web: async (editor) => {
    await editor.open("deploy-trust-policy.json");
    await editor.squiggle("error");
    await editor.press("Control+k", "Control+i");
    await editor.page.locator(".monaco-hover:visible .hover-row").nth(1).waitFor();
  },
};

async function openWide(editor, name, textWithCursor) {
  await editor.open(name, textWithCursor);
  await editor.hideSideBar();
}

/** Narrow, so that the text stays readable where a page scales the picture down. */
const usualSize = { width: 1024, height: 576 };
const wide = { width: 1280, height: 640 };
const high = { width: 1280, height: 700 };
const sizes = { completion: wide, hover: wide, outline: wide, "who-can-assume": high, walkthrough: wide, web: wide };

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures);
mkdirSync(images, { recursive: true });
for (const name of names) {
  const settings = {
    ...quietSettings,
    "breadcrumbs.enabled": false,
    "editor.hover.above": false,
    "editor.minimap.enabled": false,
    "editor.occurrencesHighlight": "off",
    "window.title": "${activeEditorShort}",
    "window.commandCenter": false,
    "remote.autoForwardPorts": false,
    "workbench.activityBar.location": "hidden",
    "workbench.layoutControl.enabled": false,
  };
  const options = { settings, viewport: sizes[name] ?? usualSize };
  const editor = await (name === "web"
    ? openVSCodeForTheWeb({ ...options, files: webFiles })
    : openVSCode({ ...options, packed: true }));
  try {
    await pictures[name](editor);
    await editor.settled();
    const file = path.join(images, `${name}.png`);
    await editor.page.screenshot({ path: file, animations: "disabled" });
    console.log(`${path.relative(root, file)}  ${Math.round(statSync(file).size / 1000)} kB`);
  } finally {
    await editor.close();
  }
}
