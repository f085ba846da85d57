import { readFileSync } from "node:fs";
import { getLanguageService } from "vscode-json-languageservice";
import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** A language server around VS Code's JSON service with our JSON Schema, whose path is its first argument. The peer for edits. */
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const service = getLanguageService({});
const schema = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
service.configure({
  validate: true,
  schemas: [{ uri: "https://example.invalid/trust-policy.schema.json", fileMatch: ["*"], schema }],
});
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(async ({ document }) => {
  const diagnostics = await service.doValidation(document, service.parseJSONDocument(document));
  await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
});
documents.listen(connection);
connection.listen();
