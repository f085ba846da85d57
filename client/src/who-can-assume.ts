/** The command that lists in plain words who can assume the roles of the document being edited. */

import {
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { PolicyExplanation } from "./protocol.ts";

const scheme = "trust-policy-explanation";

/** Shows the list beside the editor as a read-only document of plain text. */
export class WhoCanAssume implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #listeners = [
    workspace.registerTextDocumentContentProvider(scheme, this),
    workspace.onDidCloseTextDocument((document) => this.#texts.delete(document.uri.toString())),
  ];
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  async show(client: BaseLanguageClient, { document }: TextEditor): Promise<void> {
    const textDocument = { uri: document.uri.toString() };
    const explanations = await client.sendRequest<PolicyExplanation[]>("trustPolicy/explain", { textDocument });
    if (explanations.length === 0) {
      window.showInformationMessage("This file holds no trust policy.");
      return;
    }
    // The path becomes the title of the tab, and must not end in .json; the query keeps two files of the same name apart.
    const name = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
    const uri = Uri.from({ scheme, path: `${name}: who can assume`, query: textDocument.uri });
    this.#texts.set(uri.toString(), explanations.map(paragraph).join("\n"));
    this.#changed.fire(uri);
    await window.showTextDocument(uri, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  dispose(): void {
    this.#changed.dispose();
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }
}

function paragraph({ label, lines }: PolicyExplanation): string {
  return [label, ...lines.map((line) => `  ${line}`), ""].join("\n");
}
