import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { lambda } from "./policies.ts";
import { closeAll, openPolicy } from "./workspace.ts";

const vendor = lambda
  .replace('"Functions"', '"Monitoring"')
  .replace('"Service": "lambda.amazonaws.com"', '"AWS": "arn:aws:iam::464622532012:root"');

describe("what stands in the editor beside the text", () => {
  afterEach(closeAll);

  it("is a lens above the policy, which says who can assume the role, with the command that lists all of them", async () => {
    const { document } = await openPolicy(vendor);
    const [lens, ...others] = await eventually("a lens", async () => {
      const found = await lenses(document);
      return found.length > 0 && found;
    });
    assert.deepEqual(others, []);
    assert.equal(lens?.range.start.line, 0);
    assert.equal(lens?.command?.title, "Who can assume: any identity in account 464622532012 (Datadog)");
    assert.equal(lens?.command?.command, "trustPolicy.whoCanAssume");
  });

  it("keeps what a policy says from becoming an icon", async () => {
    const { document } = await openPolicy(
      lambda.replace(
        '"sts:AssumeRole"',
        '"sts:AssumeRole",\n"Condition": { "StringEquals": { "aws:SourceAccount": "$(trash)" } }',
      ),
    );
    const title = await eventually("a lens", async () => (await lenses(document))[0]?.command?.title);
    assert.match(title, /[^\\]\\\$\(trash\)/);
  });

  it("are hints: the vendor behind an account ID", async () => {
    const { document } = await openPolicy(vendor);
    const [hint, ...others] = await eventually("a hint", async () => {
      const found = await hints(document);
      return found.length > 0 && found;
    });
    assert.deepEqual(others, []);
    assert.equal(hint?.label, "Datadog");
    assert.equal(
      document
        .lineAt(hint?.position.line ?? 0)
        .text.slice(0, hint?.position.character)
        .at(-1),
      '"',
    );
  });

  for (const [setting, ask] of [
    ["codeLens", lenses],
    ["inlayHints", hints],
  ] as const) {
    it(`goes when trustPolicy.${setting} is switched off, and comes back`, async () => {
      const { document } = await openPolicy(vendor);
      const shown = async () => (await ask(document)).length > 0;
      await eventually("it is there", shown);
      const settings = vscode.workspace.getConfiguration("trustPolicy");
      await settings.update(setting, false, vscode.ConfigurationTarget.Global);
      try {
        await eventually("it is gone", async () => !(await shown()));
      } finally {
        await settings.update(setting, undefined, vscode.ConfigurationTarget.Global);
      }
      await eventually("it is there again", shown);
    });
  }
});

function lenses({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> {
  return vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri, 10);
}

function hints({ uri, lineCount }: vscode.TextDocument): Thenable<vscode.InlayHint[]> {
  const all = new vscode.Range(0, 0, lineCount, 0);
  return vscode.commands.executeCommand("vscode.executeInlayHintProvider", uri, all);
}
