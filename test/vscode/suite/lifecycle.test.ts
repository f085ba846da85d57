import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { hangServer, killServer, servers } from "./extension-host.ts";
import { lambda, lowerCaseEffect } from "./policies.ts";
import { closeAll, finding, findings, openPolicy, setText } from "./workspace.ts";

describe("the server", () => {
  afterEach(closeAll);

  it("comes back after it was killed, and goes on with the open documents", async () => {
    const editor = await openPolicy(lambda);
    const killed = await onlyServer();
    await killServer(killed);
    await otherServerThan(killed);
    await setText(editor, lowerCaseEffect);
    await finding(editor.document, "effect-invalid");
  });

  it("starts anew on demand", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const before = await onlyServer();
    await vscode.commands.executeCommand("trustPolicy.restartServer");
    await otherServerThan(before);
    await finding(document, "effect-invalid");
  });

  it("starts anew on demand although the old one no longer answers", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const before = await onlyServer();
    await finding(document, "effect-invalid");
    await hangServer(before);
    await vscode.commands.executeCommand("trustPolicy.restartServer");
    await eventually("the old one is gone", async () => !(await servers()).includes(before));
    await otherServerThan(before);
    await finding(document, "effect-invalid");
  });

  it("stops when it is switched off, and takes its findings along", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    await finding(document, "effect-invalid");
    const settings = vscode.workspace.getConfiguration("trustPolicy");
    await settings.update("enable", false, vscode.ConfigurationTarget.Global);
    try {
      await eventually(
        "no server and no finding",
        async () => (await servers()).length === 0 && findings(document.uri).length === 0,
      );
    } finally {
      await settings.update("enable", undefined, vscode.ConfigurationTarget.Global);
    }
    await finding(document, "effect-invalid");
  });
});

function onlyServer(): Promise<number> {
  return eventually("one server runs", async () => {
    const [id, ...others] = await servers();
    return others.length === 0 && id;
  });
}

function otherServerThan(id: number): Promise<boolean> {
  return eventually("another server runs", async () => (await servers()).some((other) => other !== id));
}
