import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const root = path.resolve(import.meta.dirname, "../..");

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly folder?: string;
  /** Answers `workspace/configuration` with this section. */
  readonly settings?: unknown;
}

/** A language client as plain as can be, in front of the built stdio bundle. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** What the server has had asked again, in order. */
  readonly refreshed: string[] = [];
  readonly #published: PublishDiagnosticsParams[] = [];
  #arrived: (() => void)[] = [];
  initialized: InitializeResult | undefined;
  settings: unknown;

  private constructor(settings: unknown) {
    this.settings = settings;
    const bin = path.join(root, "server/bin/trust-policy-language-server.js");
    const child = spawn(process.execPath, [bin, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.process = child;
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      for (const arrived of this.#arrived.splice(0)) arrived();
    });
    this.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings ?? null),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    for (const what of ["diagnostic", "codeLens", "inlayHint"]) {
      this.connection.onRequest(`workspace/${what}/refresh`, () => {
        this.refreshed.push(what);
        for (const arrived of this.#arrived.splice(0)) arrived();
        return null;
      });
    }
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(options.settings);
    client.initialized = await client.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: options.folder ?? null,
      workspaceFolders: options.folder ? [{ uri: options.folder, name: "folder" }] : null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  open(uri: string, text: string, languageId = "json"): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): Promise<void> {
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** The next diagnostics of a document at a version, those that came already included. */
  async published(uri: string, version: number): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.#published.findLast((params) => params.uri === uri && params.version === version);
      if (found) return found.diagnostics;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** Waits until the server has had so many things asked again. */
  async refreshes(count: number): Promise<readonly string[]> {
    while (this.refreshed.length < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
    return this.refreshed;
  }

  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report: { items: Diagnostic[] } = await this.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.items;
  }

  /** Ends the server as the protocol says; resolves with its exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }
}

/** A text with `|` where the cursor stands, as text and position. */
export function cursor(marked: string): { text: string; position: { line: number; character: number } } {
  const at = marked.indexOf("|");
  const lines = marked.slice(0, at).split("\n");
  const position = { line: lines.length - 1, character: (lines.at(-1) ?? "").length };
  return { text: marked.slice(0, at) + marked.slice(at + 1), position };
}
