import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { fixAllKind } from "./code-actions.ts";

/** What the server offers a client. */
export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  const pulls = client.textDocument?.diagnostic !== undefined;
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { resolveProvider: true, triggerCharacters: ['"', ":", "{", "/", "$"] },
    hoverProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    documentSymbolProvider: { label: "Trust policy" },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}
