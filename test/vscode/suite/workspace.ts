import path from "node:path";
import * as vscode from "vscode";

/** The extension under test. Throws when VS Code does not have it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("iam-trust-policy.iam-trust-policy");
  if (found === undefined) throw new Error("VS Code does not have the extension.");
  return found;
}

/** The URI of a file in the opened folder. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("No folder is open.");
  return folder.uri.with({ path: path.posix.join(folder.uri.path, name) });
}

/** Opens a file of the folder in an editor. */
export async function openFile(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}
