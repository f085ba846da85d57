import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { isWeb, servers } from "./extension-host.ts";
import { lambda } from "./policies.ts";
import { runOptions } from "./run-options.ts";
import { extension, openFile, openPolicy, writeFile } from "./workspace.ts";

// The first suite to run: nothing has needed the server yet.
describe("starting", () => {
  it("happens in the VS Code that this run is about", () => {
    const { version, installedOutside, restricted } = runOptions();
    if (version !== null) assert.equal(vscode.version, version);
    assert.equal(vscode.workspace.isTrusted, !restricted);
    assert.equal(typeof process === "undefined", isWeb, "Node is there exactly where it should be");
    if (isWeb) {
      assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
      assert.equal(vscode.env.remoteName, undefined);
      assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, "memory");
    }
    if (installedOutside !== null) {
      assert.ok(!extension().extensionPath.startsWith(installedOutside), extension().extensionPath);
    }
  });

  it("leaves the server alone while a JSON file holds no policy", async () => {
    await writeFile("settings.json", '{ "name": "settings of something else", "ports": [80, 443] }\n');
    await openFile("settings.json");
    await eventually("the extension is active", () => extension().isActive);
    assert.deepEqual(await servers(), []);
  });

  it("starts the server when a trust policy is opened", async () => {
    await openPolicy(lambda);
    await eventually("a server runs", async () => (await servers()).length === 1);
  });
});
