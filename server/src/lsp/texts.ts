import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { isPosition } from "./params.ts";
import { inUtf16, type PositionEncoding } from "./positions.ts";
import { TextDocuments } from "./protocol.ts";

/** The texts that the client has open. A message that makes no sense leaves them as they are; what it throws names no text. */
export function openTexts(encoding: () => PositionEncoding): TextDocuments<TextDocument> {
  return new TextDocuments({
    create(uri, languageId, version, text) {
      if (typeof uri !== "string" || typeof text !== "string") throw new Error("A document has no URI or no text.");
      return TextDocument.create(uri, languageId, version, text);
    },
    update(document, changes, version) {
      if (!changes.every(isChange)) throw new Error("A change of a document has no text, or a place that is none.");
      for (const change of changes) TextDocument.update(document, [counted(document, change, encoding())], version);
      return document;
    },
  });
}

/** A change as the document counts. Later ones of a list stand in the text that the earlier ones leave. */
function counted(document: TextDocument, change: TextDocumentContentChangeEvent, encoding: PositionEncoding) {
  if (!("range" in change)) return change;
  const start = inUtf16(document, change.range.start, encoding);
  const end = inUtf16(document, change.range.end, encoding);
  return { text: change.text, range: { start, end } };
}

function isChange(change: TextDocumentContentChangeEvent): boolean {
  if (typeof change?.text !== "string") return false;
  return !("range" in change) || (isPosition(change.range?.start) && isPosition(change.range.end));
}
