import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { lambda, lowerCaseEffect } from "./policies.ts";
import { closeAll, fileUri, finding, findings, openPolicy, setText } from "./workspace.ts";

describe("fixes", () => {
  afterEach(closeAll);

  it("repair one finding", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const { range } = await finding(document, "effect-invalid");
    const fix = await action(document, range, vscode.CodeActionKind.QuickFix);
    assert.equal(fix.title, 'Change to "Allow"');
    assert.equal(fix.isPreferred, true);
    assert.ok(fix.edit !== undefined && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), lambda);
  });

  it("repair all that is safe at once", async () => {
    const { document } = await openPolicy(lowerCaseEffect.replace("2012-10-17", "2012-10-18"));
    await finding(document, "version-invalid");
    await finding(document, "effect-invalid");
    const start = new vscode.Range(0, 0, 0, 0);
    const fix = await action(document, start, vscode.CodeActionKind.SourceFixAll.append("trustPolicy"));
    assert.ok(fix.edit !== undefined && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), lambda);
  });

  it("turn a rule off in a file that is made for it, once the reason is typed", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const { range } = await finding(document, "effect-invalid");
    const title = "Turn this rule off here (effect-invalid)";
    const { edit } = await action(document, range, vscode.CodeActionKind.QuickFix, title);
    const file = fileUri(".trust-policy.jsonc");
    try {
      assert.ok(edit !== undefined && (await vscode.workspace.applyEdit(edit)));
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      assert.ok(await editor.document.save());
      assert.match((await finding(editor.document, "configuration")).message, /gives no "reason"/);
      await setText(editor, editor.document.getText().replace('"reason": ""', '"reason": "a test"'));
      assert.ok(await editor.document.save());
      await eventually("no finding", () => findings(document.uri).length === 0);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it("repair all that is safe on save, when the person asks for it", async () => {
    const editor = vscode.workspace.getConfiguration("editor");
    const save = (value: unknown) => editor.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Global);
    await save({ "source.fixAll.trustPolicy": "always" });
    try {
      const { document } = await openPolicy(lowerCaseEffect);
      await finding(document, "effect-invalid");
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(document.lineCount - 1, 0, document.lineCount - 1, 0), "\n");
      await vscode.workspace.applyEdit(edit);
      assert.ok(await document.save());
      assert.equal(document.getText(), `${lambda}\n`);
    } finally {
      await save(undefined);
    }
  });
});

/** The first code action of a kind at a range, as soon as there is one; the one with the title, where it is given. */
function action(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
  title?: string,
): Promise<vscode.CodeAction> {
  return eventually(`an action of kind ${kind.value}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      kind.value,
      20,
    );
    return title === undefined ? actions[0] : actions.find((one) => one.title === title);
  });
}
