import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { githubWithoutSubject, lambda, lowerCaseEffect } from "./policies.ts";
import { closeAll, findings, openPolicy, ruleOf, writeFile } from "./workspace.ts";

describe("commands", () => {
  afterEach(closeAll);

  it("start a trust policy from a template", async () => {
    const created = vscode.commands.executeCommand("trustPolicy.newPolicy");
    const document = await eventually("a new policy", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled && active.getText() !== "" && active;
    });
    await created;
    assert.equal(document.languageId, "json");
    assert.match(document.getText(), /"Version": "2012-10-17"/);
    assert.match(document.getText(), /"sts:AssumeRole/);
  });

  it("check the files that nobody has opened", async () => {
    const bad = await writeFile("unopened/bad-trust-policy.json", lowerCaseEffect);
    const good = await writeFile("unopened/good-trust-policy.json", lambda);
    await vscode.commands.executeCommand("trustPolicy.checkWorkspace");
    assert.deepEqual(findings(bad).map(ruleOf), ["effect-invalid"]);
    assert.deepEqual(findings(good), []);
    assert.ok(
      vscode.workspace.textDocuments.every(({ uri }) => uri.toString() !== bad.toString()),
      "it stays unopened",
    );
  });

  it("say in plain words who can assume a role", async () => {
    await openPolicy(githubWithoutSubject);
    const shown = await eventually("the list of who can assume", async () => {
      await vscode.commands.executeCommand("trustPolicy.whoCanAssume");
      return vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.scheme === "trust-policy-explanation",
      );
    });
    assert.match(shown.document.getText(), /GitHub/);
  });
});
