import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { runOptions } from "./run-options.ts";
import { extension, openFile } from "./workspace.ts";

describe("the extension", () => {
  it("is the one that this run is about", () => {
    const { version, installedOutside, restricted } = runOptions();
    assert.equal(vscode.version, version);
    assert.equal(vscode.workspace.isTrusted, !restricted);
    if (installedOutside !== null)
      assert.ok(!extension().extensionPath.startsWith(installedOutside), extension().extensionPath);
  });

  it("becomes active when a trust policy is opened", async () => {
    await openFile("trust-policy.json");
    await eventually("the extension is active", () => extension().isActive);
  });
});
