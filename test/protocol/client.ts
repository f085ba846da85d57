import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { watched } from "../harness/heap.ts";

const root = path.resolve(import.meta.dirname, "../..");
export const serverProgram = path.join(root, "server/bin/trust-policy-language-server.js");

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly folder?: string;
  /** Answers `workspace/configuration` with this section. */
  readonly settings?: unknown;
  /** What else `initialize` says, or says otherwise. */
  readonly initialize?: Partial<InitializeParams>;
  /** Another server than the built one. */
  readonly program?: string;
  /** Its memory can be asked for by `heapOf`; what it writes to standard error is shown to nobody. */
  readonly isWatched?: boolean;
}

/** A language client as plain as can be, in front of the built stdio bundle. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** What the server has had asked again, in order. */
  readonly refreshed: string[] = [];
  /** What the server has written to the log. */
  readonly logged: string[] = [];
  /** The methods that the server wants to be told of. */
  readonly registered: string[] = [];
  readonly #published: PublishDiagnosticsParams[] = [];
  #arrived: (() => void)[] = [];
  initialized: InitializeResult | undefined;
  settings: unknown;

  private constructor({ settings, program = serverProgram, isWatched = false }: ClientOptions) {
    this.settings = settings;
    const child = spawn(process.execPath, [...(isWatched ? watched : []), program, "--stdio"], {
      stdio: ["pipe", "pipe", isWatched ? "pipe" : "inherit"],
    });
    assert.ok(child.stdin && child.stdout);
    this.process = child;
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      this.#wake();
    });
    this.connection.onNotification("window/logMessage", ({ message }: LogMessageParams) => {
      this.logged.push(message);
      this.#wake();
    });
    this.connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings ?? null),
    );
    this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.#wake();
      return null;
    });
    for (const what of ["diagnostic", "codeLens", "inlayHint"]) {
      this.connection.onRequest(`workspace/${what}/refresh`, () => {
        this.refreshed.push(what);
        this.#wake();
        return null;
      });
    }
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(options);
    client.initialized = await client.connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: options.folder ?? null,
      workspaceFolders: options.folder ? [{ uri: options.folder, name: "folder" }] : null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
      ...options.initialize,
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

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
  }

  /** A request about a document, with what else it says. */
  ask<Answer>(method: string, uri: string, params: object = {}): Promise<Answer> {
    return this.connection.sendRequest(method, { textDocument: { uri }, ...params });
  }

  #wake(): void {
    for (const arrived of this.#arrived.splice(0)) arrived();
  }

  /** Waits until something that the server sends makes a condition true. */
  async until<Result>(found: () => Result | undefined | false): Promise<Result> {
    for (;;) {
      const result = found();
      if (result !== undefined && result !== false) return result;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** The next diagnostics of a document at a version, those that came already included. */
  published(uri: string, version: number): Promise<readonly Diagnostic[]> {
    return this.until(
      () => this.#published.findLast((params) => params.uri === uri && params.version === version)?.diagnostics,
    );
  }

  /** Waits until the latest diagnostics of a document are as wanted, whatever came before. */
  async publishedAs(uri: string, wanted: (codes: readonly unknown[]) => boolean): Promise<void> {
    await this.until(() => {
      const last = this.#published.findLast((params) => params.uri === uri);
      return last !== undefined && wanted(last.diagnostics.map(({ code }) => code));
    });
  }

  /** Waits until the server has had so many things asked again. */
  refreshes(count: number): Promise<readonly string[]> {
    return this.until(() => this.refreshed.length >= count && this.refreshed);
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
