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
    const names = await eventually("a statement in the outline", async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      const all = flatten(symbols ?? []);
      return all.some((name) => name.includes("Deploy")) && all;
    });
    assert.ok(
      names.some((name) => name.includes("oidc-provider/token.actions.githubusercontent.com")),
      names.join("\n"),
    );
    assert.ok(
      names.some((name) => name.includes("token.actions.githubusercontent.com:aud")),
      names.join("\n"),
    );
  });
});

function flatten(symbols: vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, detail, children }) => [`${name} ${detail}`, ...flatten(children)]);
}
