import { readFile } from "node:fs";
import { pipeline } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Connection, createConnection, Message, ProposedFeatures } from "vscode-languageserver/node";
import { logFailure } from "../lsp/guard.ts";
import { startServer } from "../lsp/server.ts";
import { Frames } from "./frames.ts";
import { usage } from "./usage.ts";

/** Not that of `node:fs/promises`, which loads a dozen modules that no start needs. */
const read = promisify(readFile);

/** The language server on Node: over stdio, or over the channel of the process that forked it. */
const args = process.argv.slice(2);
const told = usage(args);
if (told) {
  process.exitCode = told.status;
  (told.status === 0 ? process.stdout : process.stderr).write(told.text);
} else {
  serve(args.includes("--stdio") ? overStdio() : createConnection(ProposedFeatures.all, options()));
}

function serve(connection: Connection): void {
  process.on("unhandledRejection", (error) => logFailure(connection.console, "server", error));
  startServer(connection, {
    async readText(uri) {
      if (!uri.startsWith("file:")) return undefined;
      try {
        return await read(fileURLToPath(uri), "utf8");
      } catch {
        return undefined; // there is none, it cannot be read, or the URI names another machine
      }
    },
    now: Date.now,
  });
}

/** The connection ends the process when the input ends. */
function overStdio(): Connection {
  const frames = new Frames(() =>
    connection.console.warn("Something between two messages made no sense and was skipped."),
  );
  const connection: Connection = createConnection(ProposedFeatures.all, frames, process.stdout, options());
  pipeline(process.stdin, frames, () => undefined);
  return connection;
}

/** What is no message at all is dropped: the library would write all of it to the log. */
function options() {
  const isMessage = (message: Message) =>
    Message.isRequest(message) || Message.isNotification(message) || Message.isResponse(message);
  return {
    messageStrategy: {
      handleMessage: (message: Message, next: (message: Message) => Promise<void> | void) =>
        isMessage(message) ? next(message) : undefined,
    },
  };
}
