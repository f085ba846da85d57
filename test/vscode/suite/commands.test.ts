import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { isWeb } from "./extension-host.ts";
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
    const below = await writeFile("unopened/below/and/below/role.template", lowerCaseEffect);
    const other = await writeFile("unopened/role.txt", lowerCaseEffect);
    const ofPackage = await writeFile("unopened/node_modules/package/role.json", lowerCaseEffect);
    await vscode.commands.executeCommand("trustPolicy.checkWorkspace");
    assert.deepEqual(findings(bad).map(ruleOf), ["effect-invalid"]);
    assert.deepEqual(findings(good), []);
    assert.deepEqual(findings(below).map(ruleOf), ["effect-invalid"]);
    assert.deepEqual([...findings(other), ...findings(ofPackage)], []);
    assert.ok(
      vscode.workspace.textDocuments.every(({ uri }) => uri.toString() !== bad.toString()),
      "it stays unopened",
    );
  });

  if (isWeb) {
    it("check the files beside a folder that cannot be read, and not what a link leads to", async () => {
      await writeFile("unopened/unreadable/role.json", lowerCaseEffect);
      const linked = await writeFile("unopened/link/role.json", lowerCaseEffect);
      const beside = await writeFile("unopened/z-role.json", lowerCaseEffect);
      await vscode.commands.executeCommand("trustPolicy.checkWorkspace");
      assert.deepEqual(findings(beside).map(ruleOf), ["effect-invalid"]);
      assert.deepEqual(findings(linked), []);
    });
  }

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
