import type { InitializeParams, WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { uriOfPath } from "./uri.ts";

/** The URIs of the folders that the client has open when it starts; older clients name one, by its URI or its path. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (typeof rootUri === "string") return [rootUri];
  return typeof rootPath === "string" ? [uriOfPath(rootPath)] : [];
}

export function foldersAfter(
  folders: readonly string[],
  { added, removed }: WorkspaceFoldersChangeEvent,
): readonly string[] {
  const gone = new Set(removed.map(({ uri }) => uri));
  return [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
}
