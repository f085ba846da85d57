// Takes the pictures of the README from a real VS Code into docs/images.   npm run pictures [-- NAME …]
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root, setUp } from "../../scripts/setup.mjs";

await setUp();
(await import("tsx/esm/api")).register(); // the modules below are partly TypeScript
const { setUpVSCode } = await import("./install.mjs");
await setUpVSCode();
const { openVSCode } = await import("./keyboard/editor.mjs");
const { quietSettings } = await import("./code-server.mjs");

const images = path.join(root, "docs/images");
const example = (name) => readFileSync(path.join(root, "examples", name), "utf8");

/** @typedef {Awaited<ReturnType<typeof openVSCode>>} Editor */

/** What each picture shows: brings it onto the screen. @type {Record<string, (editor: Editor) => Promise<void>>} */
const pictures = {
  completion: async (editor) => {
    const lambda = example("lambda-trust-policy.json").trimEnd();
    const action = '"Action": "sts:AssumeRole"';
    await editor.open(
      "bedrock-trust-policy.json",
      lambda
        .replace("lambda", "bedrock")
        .replace(action, `${action},\n      "Condition": {\n        "StringEquals": { "aws:Sou$0" }\n      }`),
    );
    await editor.press("Control+Space");
    await editor.select("aws:SourceAccount");
    await editor.press("Control+Space");
    await editor.page.locator(".suggest-details:visible").waitFor();
  },
  hover: async (editor) => {
    await editor.open("deploy-trust-policy.json", example("github-scoped-trust-policy.json").replace(":aud", ":a$0ud"));
    await editor.press("Control+k", "Control+i");
    await editor.page.locator(".monaco-hover:visible").first().waitFor();
  },
  findings: async (editor) => {
    await editor.open("deploy-trust-policy.json", `$0${example("github-trust-policy.json")}`);
    await editor.squiggle("error");
    await editor.press("Control+Shift+m");
    await editor.page.locator(".markers-panel .monaco-list-row").nth(1).waitFor();
  },
  "quick-fix": async (editor) => {
    await editor.open(
      "deploy-trust-policy.json",
      example("github-trust-policy.json").replace("arn:aws:iam", "arn:aws:$0iam"),
    );
    await editor.squiggle("error");
    await editor.press("Control+.");
    await editor.page.locator(".action-widget .monaco-list-row").first().waitFor();
  },
  "fix-applied": async (editor) => {
    await pictures["quick-fix"](editor);
    await editor.chooseAction(/Limit to one repository/);
    await editor.page.locator(".view-line", { hasText: "REPOSITORY" }).first().waitFor();
  },
  outline: async (editor) => {
    await editor.open("deploy-trust-policy.json", `$0${example("github-scoped-trust-policy.json")}`);
    await editor.command("Explorer: Focus on Outline View");
    await editor.page.locator(".outline-pane .monaco-list-row", { hasText: "trust policy" }).first().waitFor();
  },
  "status-bar": async (editor) => {
    await editor.open("deploy-trust-policy.json", `$0${example("github-trust-policy.json")}`);
    await editor.page.locator(".statusbar-item", { hasText: "Trust" }).hover();
    await editor.page.locator(".monaco-hover:visible", { hasText: "What IAM counts" }).first().waitFor();
  },
  templates: async (editor) => {
    await editor.press("F1");
    await editor.pick("Type the name of a command to run.", "IAM Trust Policy: New Trust Policy…");
    await editor.page.locator(".quick-input-widget .monaco-list-row", { hasText: "GitHub Actions" }).waitFor();
  },
  walkthrough: async (editor) => {
    await editor.press("F1");
    await editor.pick("Type the name of a command to run.", "Welcome: Open Walkthrough...");
    await editor.pick("Select a walkthrough to open", "Write a trust policy");
    await editor.page.locator(".getting-started .step-title", { hasText: "Start from a template" }).first().waitFor();
  },
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures);
mkdirSync(images, { recursive: true });
for (const name of names) {
  const settings = {
    ...quietSettings,
    "editor.minimap.enabled": false,
    "breadcrumbs.enabled": false,
    "window.commandCenter": false,
  };
  const editor = await openVSCode({ settings, viewport: { width: 1280, height: 640 } });
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
