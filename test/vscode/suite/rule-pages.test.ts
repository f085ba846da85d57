import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { lowerCaseEffect } from "./policies.ts";
import { closeAll, extension, finding, openPolicy } from "./workspace.ts";

describe("the page of a rule", () => {
  const trusted = (ids: string[] | undefined) =>
    vscode.workspace
      .getConfiguration("extensions")
      .update("confirmedUriHandlerExtensionIds", ids, vscode.ConfigurationTarget.Global);

  // Else VS Code asks first whether the extension may open the address.
  before(() => trusted([extension().id]));
  after(() => trusted(undefined));
  afterEach(closeAll);

  it("opens from the link of a finding, comes with the extension, and is no other file", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const { code } = await finding(document, "effect-invalid");
    assert.ok(typeof code === "object");
    const { target } = code;
    for (const path of [
      "/rules/no-such-rule",
      "/rules/../../README",
      "/README.md",
      "/rules/oidc-no-sub/more",
      target.path,
    ]) {
      await vscode.commands.executeCommand("vscode.open", target.with({ path }));
    }
    const titles = await eventually("a preview", () => previews().length > 0 && previews());
    assert.deepEqual(
      titles.map((title) => title.replace(/^\S+ /, "")),
      ["effect-invalid.md"],
    );
  });
});

/** The titles of all Markdown previews. */
function previews(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && /markdown\.preview/.test(input.viewType))
    .map(({ label }) => label);
}
