import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../lsp/server.ts";

/** The language server on Node: over stdio, or over the channel of the process that forked it. */
const connection = createConnection(ProposedFeatures.all);

startServer(connection, {
  async readText(uri) {
    if (!uri.startsWith("file:")) return undefined;
    return readFile(fileURLToPath(uri), "utf8").catch(() => undefined);
  },
  now: Date.now,
});
