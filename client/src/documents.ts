/** Which documents are ours, and when one of them needs the server. */

import { type Disposable, languages, RelativePattern, type TextDocument, type Uri, workspace } from "vscode";
import { mayHoldPolicy } from "./gate.ts";
import type { Server } from "./server.ts";

export const selector = [{ language: "json" }, { language: "jsonc" }];

/** The file that holds a project's settings; the server checks it too. */
export const configurationName = ".trust-policy.jsonc";

/** Above this a text is looked at when it is opened or saved, not at each key. */
const longText = 1_000_000;

/** Whether the last part of the address's path is `name`. */
export function isNamed(uri: Uri, name: string): boolean {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1) === name;
}

/**
 * Whether people edit what stands at this address. The other side of a diff, an old revision or a snapshot is read-only or comes from
 * no file system at all; a second set of findings there is noise.
 */
export function isLive(uri: Uri): boolean {
  return (
    uri.scheme === "file" ||
    uri.scheme === "untitled" ||
    workspace.fs.isWritableFileSystem(uri.scheme) === true ||
    (workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === uri.scheme)
  );
}

/** Whether the document is JSON that people edit. */
export function isOurs(document: TextDocument): boolean {
  return languages.match(selector, document) > 0 && isLive(document.uri);
}

/** Whether the extension is on, for a document or, without one, for the window. */
export function isEnabled(uri?: Uri): boolean {
  return workspace.getConfiguration("trustPolicy", uri).get("enable", true);
}

/** Starts the server as soon as a document needs it, and stops it when it is switched off. */
export function startWhenNeeded(server: Server): Disposable[] {
  const consider = (document: TextDocument) => {
    if (!server.started && needsServer(document)) {
      server.start();
    }
  };
  const considerAll = () => workspace.textDocuments.forEach(consider);
  considerAll();
  return [
    workspace.onDidOpenTextDocument(consider),
    workspace.onDidSaveTextDocument(consider),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!server.started && document.offsetAt(document.lineAt(document.lineCount - 1).range.end) < longText) {
        consider(document);
      }
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("trustPolicy.enable") && !enabledAnywhere()) {
        server.stop();
      } else if (change.affectsConfiguration("json.validate.enable") && server.started) {
        server.restart();
      } else if (change.affectsConfiguration("trustPolicy")) {
        considerAll();
      }
    }),
  ];
}

function enabledAnywhere(): boolean {
  return isEnabled() || workspace.textDocuments.some((document) => isEnabled(document.uri));
}

function needsServer(document: TextDocument): boolean {
  if (!isOurs(document) || !isEnabled(document.uri)) {
    return false;
  }
  return (
    isNamed(document.uri, configurationName) ||
    isNamedAsPolicy(document) ||
    (document.isUntitled && isBlank(document)) ||
    mayHoldPolicy(document.getText())
  );
}

function isBlank(document: TextDocument): boolean {
  return document.lineCount < 100 && document.getText().trim() === "";
}

/** Whether the name of the file fits the globs of `trustPolicy.files`, which are relative to the workspace folder. */
function isNamedAsPolicy(document: TextDocument): boolean {
  const folder = workspace.getWorkspaceFolder(document.uri);
  const globs: unknown = workspace.getConfiguration("trustPolicy", document.uri).get("files");
  return (Array.isArray(globs) ? globs : [])
    .filter((glob) => typeof glob === "string")
    .some((glob) => languages.match({ pattern: folder ? new RelativePattern(folder, glob) : glob }, document) > 0);
}
