/** The language client of the desktop. It is a bundle of its own, because most JSON files never need it. */

import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** A client that runs the server's bundle in a process of its own, over Node's IPC. */
export function makeNodeClient(serverBundle: string, options: LanguageClientOptions): LanguageClient {
  const run = { module: serverBundle, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6019"] } };
  return new LanguageClient("trustPolicy", "IAM Trust Policy", { run, debug }, options);
}
