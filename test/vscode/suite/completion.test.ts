import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { lambda } from "./policies.ts";
import { closeAll, openPolicy } from "./workspace.ts";

describe("completion", () => {
  afterEach(closeAll);

  it("offers the condition keys that the statement's principal sends", async () => {
    const action = '"Action": "sts:AssumeRole"';
    const editor = await openPolicy(
      lambda.replace(action, `${action},\n      "Condition": { "StringEquals": { "aws:Sou$0" } }`),
    );
    const items = await suggestions(editor);
    const labels = items.map(labelOf);
    assert.ok(labels.includes("aws:SourceAccount"), labels.join(", "));
    assert.ok(!labels.includes("aws:PrincipalOrgID"), "a service never carries aws:PrincipalOrgID");
  });

  it("explains each item when it is selected", async () => {
    const editor = await openPolicy(lambda.replace('"Allow"', '"$0"'));
    const allow = (await suggestions(editor)).find((item) => labelOf(item) === "Allow");
    assert.ok(allow?.detail, "one line of detail");
    assert.ok(allow.documentation, "documentation");
  });

  it("offers whole policies in an empty file", async () => {
    const editor = await openPolicy("$0");
    const snippets = (await suggestions(editor)).filter((item) => item.kind === vscode.CompletionItemKind.Snippet);
    assert.ok(snippets.length >= 20, `${snippets.length} policies`);
  });
});

/** Our suggestions at the cursor; asked again until the server has come up. */
async function suggestions({ document, selection }: vscode.TextEditor): Promise<vscode.CompletionItem[]> {
  return eventually("suggestions", async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      selection.active,
      undefined,
      500,
    );
    const ours = list.items.filter((item) => item.detail !== undefined);
    return ours.length > 0 && ours;
  });
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}
