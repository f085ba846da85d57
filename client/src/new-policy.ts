/** The command that starts a new trust policy from one of the server's templates. */

import { SnippetString, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { PolicyTemplate } from "./protocol.ts";

/** Asks for a template and opens it as an untitled document, with the cursor at the first thing to fill in. */
export async function newPolicy(client: BaseLanguageClient): Promise<void> {
  const templates = await client.sendRequest<PolicyTemplate[]>("trustPolicy/templates", {});
  const picked = await window.showQuickPick(
    templates.map(({ title, summary, snippet }) => ({ label: title, detail: summary, snippet })),
    { title: "New Trust Policy", placeHolder: "Who shall be able to assume the role?", matchOnDetail: true },
  );
  if (picked) {
    const document = await workspace.openTextDocument({ language: "json", content: "" });
    const editor = await window.showTextDocument(document);
    await editor.insertSnippet(new SnippetString(picked.snippet));
  }
}
