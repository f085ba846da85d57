import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type PolicyStatus, policyTemplates } from "../service.ts";
import { diagnosticsOf, isBlank } from "./diagnostics.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import type { DocumentSettings } from "./settings.ts";
import { TabStops } from "./snippet.ts";

/** The requests beyond the protocol. No feature that other editors have depends on them. */

export function statusAt({ snapshot }: OpenDocument, offset: number): PolicyStatus | null {
  const status = snapshot.status(offset);
  if (!status) return null;
  return isBlank(snapshot.text) ? { ...status, worst: null, worstMessage: null } : status;
}

export function explainDocument({ snapshot }: OpenDocument) {
  return snapshot.explain();
}

export function checkText(
  document: TextDocument,
  settings: DocumentSettings,
  documents: Documents,
): { policies: number; diagnostics: Diagnostic[] } {
  const read = documents.read(document.uri, document.languageId, document.getText(), settings);
  return { policies: read.snapshot.policies.length, diagnostics: diagnosticsOf({ ...read, document }, false) };
}

export function templateSnippets() {
  return policyTemplates().map(({ id, title, summary, text }) => ({
    id,
    title,
    summary,
    snippet: new TabStops().snippet(text),
  }));
}
