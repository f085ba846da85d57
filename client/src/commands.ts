/** The commands of the palette. */

import { commands, type Disposable, type LogOutputChannel, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { WorkspaceCheck } from "./check-workspace.ts";
import { isEnabled, isOurs } from "./documents.ts";
import { newPolicy } from "./new-policy.ts";
import type { Server } from "./server.ts";
import { WhoCanAssume } from "./who-can-assume.ts";

export function registerCommands(server: Server, channel: LogOutputChannel, extensionId: string): Disposable[] {
  const workspaceCheck = new WorkspaceCheck(extensionId);
  const whoCanAssume = new WhoCanAssume();

  /** Runs the command with the server, which is started for it where nothing has needed it yet. */
  const withServer = (run: (client: BaseLanguageClient) => Promise<void>) => async () => {
    if (!isEnabled(window.activeTextEditor?.document.uri)) {
      window.showInformationMessage('IAM Trust Policy is switched off by the setting "trustPolicy.enable".');
      return;
    }
    const client = await server.start();
    if (client) {
      await run(client);
    }
  };

  return [
    workspaceCheck,
    whoCanAssume,
    commands.registerCommand("trustPolicy.newPolicy", withServer(newPolicy)),
    commands.registerCommand(
      "trustPolicy.checkWorkspace",
      withServer((client) => workspaceCheck.run(client)),
    ),
    commands.registerCommand(
      "trustPolicy.whoCanAssume",
      withServer(async (client) => {
        const editor = window.activeTextEditor;
        if (editor && isOurs(editor.document)) {
          await whoCanAssume.show(client, editor);
        } else {
          window.showInformationMessage("Open a trust policy first.");
        }
      }),
    ),
    commands.registerCommand("trustPolicy.restartServer", () => server.restart()),
    commands.registerCommand("trustPolicy.showOutput", () => channel.show()),
  ];
}
