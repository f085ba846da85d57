import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { githubWithoutSubject } from "./policies.ts";
import { closeAll, openPolicy } from "./workspace.ts";

describe("outline", () => {
  afterEach(closeAll);

  it("lists the statements by Sid, with their principals and conditions", async () => {
    const { document } = await openPolicy(githubWithoutSubject);
    const policy = await eventually("our outline, beside the one of JSON", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return symbols?.find(({ name }) => name === "trust policy");
    });
    assert.deepEqual(policy.children.map(namesBelow), [
      [
        "Deploy",
        ["token.actions.githubusercontent.com"],
        ["sts:AssumeRoleWithWebIdentity"],
        ["token.actions.githubusercontent.com:aud"],
      ],
    ]);
  });
});

type Names = [string, ...Names[]];

/** The names of an entry and of all below it. */
function namesBelow({ name, children }: vscode.DocumentSymbol): Names {
  return [name, ...children.map(namesBelow)];
}
