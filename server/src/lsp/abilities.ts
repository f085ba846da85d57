import type { ClientCapabilities, DiagnosticTag } from "vscode-languageserver";
import type { InitializationOptions } from "./options.ts";
import { chosenEncoding, type PositionEncoding } from "./positions.ts";
import { CompletionItemKind, SymbolKind } from "./protocol.ts";

/** What the client can show and do; everything else is given in a plainer form, or left out. */
export interface ClientAbilities {
  readonly encoding: PositionEncoding;
  readonly completionSnippets: boolean;
  readonly completionKinds: ReadonlySet<CompletionItemKind>;
  readonly insertTextMode: boolean;
  readonly snippetEdits: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly diagnosticTags: ReadonlySet<DiagnosticTag>;
  readonly relatedInformation: boolean;
  readonly diagnosticPages: boolean;
  readonly symbolTree: boolean;
  readonly symbolKinds: ReadonlySet<SymbolKind>;
  /** The command that opens the list of suggestions, where the client has one. */
  readonly suggestCommand: string | undefined;
  /** The command that lists who can assume the roles of a document, where the client has one. */
  readonly whoCanAssumeCommand: string | undefined;
}

export function abilitiesOf(client: ClientCapabilities, options: InitializationOptions): ClientAbilities {
  const { completion, documentSymbol, hover } = client.textDocument ?? {};
  const item = completion?.completionItem;
  const edit = client.workspace?.workspaceEdit;
  return {
    encoding: chosenEncoding(listOf(client.general?.positionEncodings, ["utf-16"])),
    completionSnippets: item?.snippetSupport === true,
    completionKinds: new Set(
      listOf(completion?.completionItemKind?.valueSet, firstKinds(CompletionItemKind.Reference)),
    ),
    insertTextMode: listOf(item?.insertTextModeSupport?.valueSet).includes(1),
    snippetEdits: edit?.snippetEditSupport === true && edit.documentChanges === true,
    documentChanges: edit?.documentChanges === true,
    createFiles: edit?.documentChanges === true && listOf(edit.resourceOperations).includes("create"),
    markdownHover: listOf(hover?.contentFormat).includes("markdown"),
    markdownCompletion: listOf(item?.documentationFormat).includes("markdown"),
    ...diagnosticAbilities(client),
    symbolTree: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbolKinds: new Set(listOf(documentSymbol?.symbolKind?.valueSet, firstKinds(SymbolKind.Array))),
    suggestCommand: options.suggestCommand,
    whoCanAssumeCommand: options.whoCanAssumeCommand,
  };
}

/** A client says it of the findings that it is sent, of those that it asks for, or of both. */
function diagnosticAbilities({ textDocument }: ClientCapabilities) {
  const said = [textDocument?.publishDiagnostics, textDocument?.diagnostic];
  return {
    diagnosticTags: new Set(said.flatMap((one) => listOf(one?.tagSupport?.valueSet))),
    relatedInformation: said.some((one) => one?.relatedInformation === true),
    diagnosticPages: said.some((one) => one?.codeDescriptionSupport === true),
  };
}

/** Clients written in Lua send an empty list as an empty object. */
function listOf<Item>(given: readonly Item[] | undefined, otherwise: readonly Item[] = []): readonly Item[] {
  return Array.isArray(given) ? given : otherwise;
}

/** Without a list a client knows the kinds of the protocol's first version, which are numbered from 1. */
function firstKinds<Kind extends number>(last: Kind): Kind[] {
  return Array.from({ length: last }, (_, index) => (index + 1) as Kind);
}
