/** The entry for VS Code on the desktop and on remote machines. */

import type { ExtensionContext } from "vscode";
import { startExtension } from "./extension.ts";
import type { Server } from "./server.ts";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  server = startExtension(context, async (options) => {
    const { makeNodeClient } = await import("./languageclient.ts");
    return makeNodeClient(context.asAbsolutePath("dist/server/node.cjs"), options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
