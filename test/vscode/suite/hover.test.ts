import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { githubWithoutSubject } from "./policies.ts";
import { closeAll, openPolicy } from "./workspace.ts";

describe("hover", () => {
  afterEach(closeAll);

  it("explains a condition key and links to what it rests on", async () => {
    const text = await hoverOn("githubusercontent.com:a$0ud");
    assert.match(text, /token\.actions\.githubusercontent\.com:aud/);
    assert.match(text, /https:\/\//);
  });

  it("explains an action", async () => {
    assert.match(await hoverOn("sts:AssumeRoleWith$0WebIdentity"), /AssumeRoleWithWebIdentity/);
  });
});

/** What is shown over the cursor that `place` marks in a policy for GitHub Actions. */
async function hoverOn(place: string): Promise<string> {
  const { document, selection } = await openPolicy(githubWithoutSubject.replace(place.replace("$0", ""), place));
  return eventually(`a hover on ${place}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      selection.active,
    );
    const contents = hovers.flatMap((hover) => hover.contents);
    const text = contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
    return text !== "" && text;
  });
}
