import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver";
import { fixAllKind } from "./code-actions.ts";
import type { PositionEncoding } from "./positions.ts";
import { CodeActionKind, TextDocumentSyncKind } from "./protocol.ts";

/** What the server offers a client. Code actions carry edits; a client that takes commands alone gets none. */
export function capabilitiesFor(client: ClientCapabilities, positionEncoding: PositionEncoding): ServerCapabilities {
  const pulls = client.textDocument?.diagnostic !== undefined;
  const takesActions = client.textDocument?.codeAction?.codeActionLiteralSupport !== undefined;
  return {
    positionEncoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { resolveProvider: true, triggerCharacters: ['"', ":", "{", "/", "$"] },
    hoverProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    documentSymbolProvider: { label: "Trust policy" },
    ...(takesActions ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } } : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}
