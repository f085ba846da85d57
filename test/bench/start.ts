import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

/**
 * Milliseconds from the start of a server's process to its first diagnostics for a text, over stdio. `faulty` text, so that there
 * is something to report.
 */
export async function firstDiagnostics(bundle: string, text: string): Promise<number> {
  const start = performance.now();
  const server = spawn(process.execPath, [bundle, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const reported = new Promise<number>((resolve) => {
    connection.onNotification("textDocument/publishDiagnostics", () => resolve(performance.now() - start));
  });
  connection.listen();
  try {
    await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: "file:///bench/trust-policy.json", languageId: "json", version: 1, text },
    });
    return await reported;
  } finally {
    connection.dispose();
    server.kill();
  }
}
