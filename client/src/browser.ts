/** The entry for VS Code in the browser, where the server is a web worker. */

import { type ExtensionContext, Uri } from "vscode";
import { startExtension } from "./extension.ts";
import type { Server } from "./server.ts";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  server = startExtension(context, async (options) => {
    // In one file with this one: VS Code for the web loads no second script. What `import` saves is the time to run it.
    const { makeWorkerClient } = await import("./worker-client.ts");
    const bundle = Uri.joinPath(context.extensionUri, "dist", "server", "browser.js");
    // The extension may come from another origin than this worker; VS Code's own `Worker` sees to that.
    return makeWorkerClient(bundle.toString(true), options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
