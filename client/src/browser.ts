/** The entry for VS Code in the browser, where the server is a web worker. */

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension.ts";
import type { Server } from "./server.ts";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const bundle = Uri.joinPath(context.extensionUri, "dist", "server", "browser.js").toString(true);
  server = startExtension(
    context,
    async (options) => new LanguageClient("trustPolicy", "IAM Trust Policy", async () => new Worker(bundle), options),
  );
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
