import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** The least that a language server can be: it answers every change with no diagnostics. The peer for start-up times. */
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(({ document: { uri } }) => void connection.sendDiagnostics({ uri, diagnostics: [] }));
documents.listen(connection);
connection.listen();
