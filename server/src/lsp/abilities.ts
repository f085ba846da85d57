import type { ClientCapabilities } from "vscode-languageserver";
import type { ClientAbilities } from "./convert.ts";

/** What our own client tells beyond the protocol. Every part may be absent, as it is with other editors. */
export interface InitializationOptions {
  /** The `trustPolicy` section, for clients without `workspace/configuration`. */
  readonly settings: unknown;
  /** The editor reports syntax errors of JSON itself. */
  readonly jsonValidation: boolean;
  /** The client answers `trustPolicy/readFile`. */
  readonly readFile: boolean;
  readonly suggestCommand: string | undefined;
  readonly whoCanAssumeCommand: string | undefined;
}

export function initializationOptions(given: unknown): InitializationOptions {
  const options = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  return {
    settings: options.settings,
    jsonValidation: options.jsonValidation === true,
    readFile: options.readFile === true,
    suggestCommand: textOf(options.suggestCommand),
    whoCanAssumeCommand: textOf(options.whoCanAssumeCommand),
  };
}

function textOf(given: unknown): string | undefined {
  return typeof given === "string" ? given : undefined;
}

export function abilitiesOf(client: ClientCapabilities, options: InitializationOptions): ClientAbilities {
  const item = client.textDocument?.completion?.completionItem;
  const edit = client.workspace?.workspaceEdit;
  return {
    completionSnippets: item?.snippetSupport === true,
    snippetEdits: edit?.snippetEditSupport === true && edit.documentChanges === true,
    documentChanges: edit?.documentChanges === true,
    createFiles: edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true,
    insertTextMode: item?.insertTextModeSupport?.valueSet.includes(1) === true,
    markdownHover: client.textDocument?.hover?.contentFormat?.includes("markdown") === true,
    markdownCompletion: item?.documentationFormat?.includes("markdown") === true,
    suggestCommand: options.suggestCommand,
    whoCanAssumeCommand: options.whoCanAssumeCommand,
  };
}
