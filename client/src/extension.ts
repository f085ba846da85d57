/** What the desktop and the web have in common. The entries `node.ts` and `browser.ts` add how the server is started. */

import { type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { clientOptions } from "./client-options.ts";
import { registerCommands } from "./commands.ts";
import { startWhenNeeded } from "./documents.ts";
import { readConfiguration } from "./read-file.ts";
import { openRulePage } from "./rule-pages.ts";
import { Server } from "./server.ts";
import { showStatus } from "./status-bar.ts";
import { traceChannel } from "./trace-channel.ts";

/** Makes a language client for this platform; it is started later. */
export type MakePlatformClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** Sets the extension up and returns the server, which may not be running yet. */
export function startExtension(context: ExtensionContext, makeClient: MakePlatformClient): Server {
  const output = window.createOutputChannel("IAM Trust Policy", { log: true });
  const trace = traceChannel(output);
  const extensionId = context.extension.id;

  const server = new Server(async () => {
    const client = await makeClient(clientOptions(extensionId, { output, trace: trace.channel }));
    client.onRequest("trustPolicy/readFile", readConfiguration);
    return client;
  }, output);

  context.subscriptions.push(
    ...trace.listeners,
    ...startWhenNeeded(server),
    ...showStatus(server),
    ...registerCommands(server, output, extensionId),
    window.registerUriHandler({ handleUri: (uri) => openRulePage(uri, context.extensionUri) }),
    output,
  );
  return server;
}
