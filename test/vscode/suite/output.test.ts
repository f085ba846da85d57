import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { githubWithoutSubject } from "./policies.ts";
import { closeAll, finding, openPolicy } from "./workspace.ts";

/** What stands in the policy below and nowhere else. */
const secrets = /204512347781|oidc-provider|githubusercontent|Deploy/;

describe("the output channel", () => {
  const settings = () => vscode.workspace.getConfiguration("trustPolicy");
  const trace = (level: string | undefined) =>
    settings().update("trace.server", level, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await trace(undefined);
    await vscode.commands.executeCommand("workbench.action.closePanel"); // the Output view counts as an editor
    await closeAll();
  });

  it("names the messages between VS Code and the server, and holds nothing of a policy", async () => {
    await trace("messages");
    const text = await outputOnceItNames("textDocument/diagnostic");
    assert.match(text, /textDocument\/didOpen/);
    assert.doesNotMatch(text, secrets);
  });

  it("holds whole messages only when a person asks for them", async () => {
    await trace("verbose");
    assert.match(await outputOnceItNames("oidc-provider"), secrets);
  });
});

/** What the channel holds after a policy has got its findings, and as soon as that word stands there. */
async function outputOnceItNames(word: string): Promise<string> {
  const { document } = await openPolicy(githubWithoutSubject);
  await finding(document, "oidc-shared-required-claim");
  await vscode.commands.executeCommand("trustPolicy.showOutput");
  return eventually(`${word} in the output channel; VS Code writes none without its logger, which takes g++`, () =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === "output" && uri.path.includes("iam-trust-policy"))
      .map((output) => output.getText())
      .find((text) => text.includes(word)),
  );
}
