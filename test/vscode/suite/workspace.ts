import * as vscode from "vscode";
import { eventually } from "../eventually.ts";

/** The extension under test. Throws when VS Code does not have it. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("iam-trust-policy.iam-trust-policy");
  if (found === undefined) throw new Error("VS Code does not have the extension.");
  return found;
}

/** The URI of a file in the opened folder, whether or not there is one. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a file into the opened folder without opening it. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a file of the folder in an editor. */
export async function openFile(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}

let files = 0;

/** Opens a new trust policy file with this text; `$0` in it is the cursor and no part of the text. */
export async function openPolicy(textWithCursor: string): Promise<vscode.TextEditor> {
  const offset = textWithCursor.indexOf("$0");
  const name = `role-${++files}-trust-policy.json`;
  await writeFile(name, textWithCursor.replace("$0", ""));
  const editor = await openFile(name);
  const position = editor.document.positionAt(Math.max(0, offset));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** The finding of a rule in a document, as soon as there is one. */
export function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`${rule} in ${document.uri.path}`, () =>
    findings(document.uri).find((one) => ruleOf(one) === rule),
  );
}

/** Our findings at an address. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "trust-policy");
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Replaces the whole text, as if it had been typed. */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  if (!(await editor.edit((edit) => edit.replace(all, text)))) throw new Error("VS Code refused the edit.");
}

/** Undoes what tests have left open, without asking whether to save. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
