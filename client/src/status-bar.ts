/** The status bar item: how much of the quota the policy under the cursor uses, and the worst finding in it. */

import { type Disposable, languages, StatusBarAlignment, type TextEditor, window, workspace } from "vscode";
import { isOurs } from "./documents.ts";
import type { PolicyStatus } from "./protocol.ts";
import type { Server } from "./server.ts";

/** Shows the item while a trust policy is being edited, and keeps it up to date. */
export function showStatus(server: Server): Disposable[] {
  const item = window.createStatusBarItem("trustPolicy.status", StatusBarAlignment.Right, 100);
  item.name = "IAM Trust Policy";
  item.command = "workbench.actions.view.problems";

  const update = async () => {
    const status = await policyStatus(server, window.activeTextEditor);
    if (!status) {
      item.hide();
      return;
    }
    item.text = `$(${icon(status)}) Trust ${size(status)}`;
    // Plain text, not Markdown: it quotes the policy, and nothing in a policy may become a link.
    item.tooltip = tooltip(status);
    item.accessibilityInformation = { label: `Trust policy, ${size(status)} characters. ${status.worstMessage ?? ""}` };
    item.show();
  };
  const refresh = oneAtATime(update);
  const isActive = (uri: string) => window.activeTextEditor?.document.uri.toString() === uri;
  refresh();
  return [
    item,
    server.onDidChange(refresh),
    window.onDidChangeActiveTextEditor(refresh),
    window.onDidChangeTextEditorSelection((event) => isActive(event.textEditor.document.uri.toString()) && refresh()),
    workspace.onDidChangeTextDocument((event) => isActive(event.document.uri.toString()) && refresh()),
    // Also what changes without a key press, such as a setting.
    languages.onDidChangeDiagnostics((event) => event.uris.some((uri) => isActive(uri.toString())) && refresh()),
  ];
}

async function policyStatus(server: Server, editor: TextEditor | undefined): Promise<PolicyStatus | null> {
  const client = server.running;
  if (!client || !editor || !isOurs(editor.document)) {
    return null;
  }
  const { line, character } = editor.selection.active;
  const question = { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
  try {
    return await client.sendRequest<PolicyStatus | null>("trustPolicy/status", question);
  } catch {
    // The server went away in the meantime; when it is back, the item is too.
    return null;
  }
}

function icon(status: PolicyStatus): string {
  return status.worst === "error" || status.worst === "warning" ? status.worst : "shield";
}

function size({ count, quota }: PolicyStatus): string {
  return `${count.toLocaleString("en-US")}/${quota.toLocaleString("en-US")}`;
}

function tooltip(status: PolicyStatus): string {
  return [
    ...(status.policies > 1 ? [`${status.label} (one of ${status.policies} trust policies in this file)`] : []),
    ...(status.worstMessage ? [status.worstMessage] : []),
    ...whoCanAssume(status.whoCanAssume),
    `IAM counts ${status.count.toLocaleString("en-US")} of ${status.quota.toLocaleString("en-US")} characters. AWS facts of ${status.catalog}.`,
  ].join("\n\n");
}

/** One paragraph, or none where nothing is known. */
function whoCanAssume(callers: readonly string[]): string[] {
  const separator = callers.length > 1 ? "\n- " : " ";
  return callers.length > 0 ? [["Who can assume:", ...callers].join(separator)] : [];
}

/** Calls that come while one is at work lead to one more, not to one each. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let working = false;
  let again = false;
  return async () => {
    again = true;
    if (working) {
      return;
    }
    working = true;
    while (again) {
      again = false;
      await work();
    }
    working = false;
  };
}
