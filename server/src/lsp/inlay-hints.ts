import type { InlayHint, Range } from "vscode-languageserver";
import type { OpenDocument } from "./documents.ts";

/** Hints are neither types nor names of parameters, the two kinds that the protocol knows. */
export function inlayHintsIn({ snapshot, converter }: OpenDocument, range: Range): InlayHint[] {
  return snapshot.inlayHints(converter.span(range)).map(({ offset, label, tooltip }) => ({
    position: converter.position(offset),
    label,
    tooltip,
    paddingLeft: true,
  }));
}
