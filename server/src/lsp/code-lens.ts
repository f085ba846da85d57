import type { CodeLens } from "vscode-languageserver";
import type { ClientAbilities } from "./abilities.ts";
import type { OpenDocument } from "./documents.ts";

/**
 * A line above each policy. The title says it all; only a client that can list the rest gets a command to do so. The protocol
 * has no title without a command: an empty one is what editors show as text that cannot be clicked.
 */
export function codeLensesOf({ snapshot, converter }: OpenDocument, abilities: ClientAbilities): CodeLens[] {
  const command = abilities.whoCanAssumeCommand ?? "";
  return snapshot.lenses().map(({ span, title }) => ({ range: converter.range(span), command: { title, command } }));
}
