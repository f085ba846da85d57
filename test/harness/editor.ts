import { PassThrough } from "node:stream";
import {
  type CancellationToken,
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type PublishDiagnosticsParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { startServer } from "../../server/src/lsp/server.ts";

/** The moment it is for the servers under test. */
const now = Date.parse("2026-11-26T12:00:00Z");
/** So many turns of the event loop, and whatever a message set off has sent one of its own or is done: none of it waits for time. */
const quietTurns = 12;

/** What an editor answers that is at a loss. */
const failure = new ResponseError(-32603, "not today");

/** What a kind of editor can do. */
export interface Abilities {
  readonly pulls: boolean;
  readonly configuration: boolean;
  readonly refresh: boolean;
  readonly folders: boolean;
  readonly readFile: boolean;
  readonly rich: boolean;
}

/** What surrounds the documents. */
export interface Surroundings {
  /** The `trustPolicy` section; undefined when the editor fails to tell it, or anything. */
  settings: { readonly value: unknown } | undefined;
  folders: readonly string[];
  /** Texts on disk by URI. */
  readonly files: Map<string, string>;
}

/** The real server and an editor in front of it, in one process, with streams between them as over stdio. */
export class Editor {
  readonly connection: MessageConnection;
  readonly around: Surroundings;
  readonly published = new Map<string, PublishDiagnosticsParams>();
  /** What the server logged as an error. */
  readonly errors: string[] = [];
  /** While set, answers to the server's own questions wait here. */
  held: (() => void)[] | undefined;
  readonly #abilities: Abilities;
  readonly #server: { dispose(): void };
  #messages = 0;

  constructor(abilities: Abilities, around: Surroundings) {
    this.#abilities = abilities;
    this.around = around;
    const [there, back] = [new PassThrough(), new PassThrough()];
    for (const stream of [there, back]) {
      stream.on("data", (bytes: Buffer) => {
        if (bytes.includes("Content-Length")) this.#messages++;
      });
    }
    const server = createConnection(new StreamMessageReader(there), new StreamMessageWriter(back));
    startServer(server, { readText: (uri) => this.#answer(around.files.get(uri)), now: () => now });
    this.#server = server;
    this.connection = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
    this.#listen();
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
    });
    connection.onNotification("window/logMessage", ({ type, message }: { type: number; message: string }) => {
      if (type === 1) this.errors.push(message);
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) => {
      const { settings } = this.around;
      return this.#answer<unknown>(settings ? items.map(() => settings.value ?? null) : failure);
    });
    connection.onRequest("trustPolicy/readFile", ({ uri }: { uri: string }) => {
      const { settings, files } = this.around;
      return this.#answer<unknown>(settings ? { text: files.get(uri) ?? null } : failure);
    });
    connection.onRequest((method) => (/^(client|workspace)\//.test(method) ? this.#answer(null) : undefined));
    connection.listen();
  }

  /** Answers with what holds at this moment, though it may be said later. */
  #answer<T>(answer: T): Promise<T> {
    return new Promise((resolve) => {
      if (this.held) this.held.push(() => resolve(answer));
      else resolve(answer);
    });
  }

  /** Lets the answers that wait go, and holds no more. */
  release(): void {
    for (const answer of this.held ?? []) answer();
    this.held = undefined;
  }

  async start(): Promise<void> {
    const { around } = this;
    const { configuration, readFile } = this.#abilities;
    await this.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: around.folders.map((uri) => ({ uri, name: uri })),
      capabilities: capabilitiesOf(this.#abilities),
      initializationOptions: { readFile, ...(configuration ? {} : { settings: around.settings?.value }) },
    });
    this.notify("initialized", {});
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  ask(method: string, params: unknown, token?: CancellationToken): Promise<unknown> {
    return token ? this.connection.sendRequest(method, params, token) : this.connection.sendRequest(method, params);
  }

  open(uri: string, text: string, version: number): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "json", version, text } });
  }

  change(uri: string, version: number, contentChanges: readonly TextDocumentContentChangeEvent[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  settingsChanged(): void {
    const settings = this.#abilities.configuration ? null : { trustPolicy: this.around.settings?.value };
    this.notify("workspace/didChangeConfiguration", { settings });
  }

  /** The diagnostics of an open document as this editor shows them. The server has to be at rest. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[] | undefined> {
    if (!this.#abilities.pulls) return this.published.get(uri)?.diagnostics;
    const report = (await this.ask("textDocument/diagnostic", { textDocument: { uri } })) as { items: Diagnostic[] };
    return report.items;
  }

  /** Everything else that an editor shows of a document, by request. */
  async shown(uri: string, position: unknown): Promise<unknown> {
    const textDocument = { uri };
    const range = { start: { line: 0, character: 0 }, end: position };
    const at = { textDocument, position };
    return {
      hover: await this.ask("textDocument/hover", at),
      completion: await this.ask("textDocument/completion", at),
      actions: await this.ask("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }),
      lens: await this.ask("textDocument/codeLens", { textDocument }),
      hints: await this.ask("textDocument/inlayHint", { textDocument, range }),
      outline: await this.ask("textDocument/documentSymbol", { textDocument }),
      status: await this.ask("trustPolicy/status", at),
      explanation: await this.ask("trustPolicy/explain", { textDocument }),
    };
  }

  /**
   * Resolves when neither side has anything left to do. Nothing may be held. Each side works on one message in a turn, however many
   * have come: a question that nobody knows is answered behind all of them, and is the last one when nothing else is said meanwhile.
   */
  async atRest(): Promise<void> {
    for (let said = Number.POSITIVE_INFINITY; said > 2; ) {
      const before = this.#messages;
      await this.ask("test/anything left?", {}).catch(() => undefined);
      for (let turns = 0; turns < quietTurns; turns++) await turn();
      said = this.#messages - before;
    }
  }

  dispose(): void {
    this.connection.dispose();
    this.#server.dispose();
  }
}

/** One turn of the event loop: whatever has arrived is worked on. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function capabilitiesOf({ pulls, configuration, refresh, folders, rich }: Abilities): ClientCapabilities {
  const refreshed = refresh ? { refreshSupport: true } : {};
  return {
    workspace: {
      configuration,
      workspaceFolders: folders,
      didChangeConfiguration: { dynamicRegistration: configuration },
      didChangeWatchedFiles: { dynamicRegistration: refresh },
      ...(refresh ? { diagnostics: refreshed, codeLens: refreshed, inlayHint: refreshed } : {}),
      ...(rich
        ? { workspaceEdit: { documentChanges: true, snippetEditSupport: true, resourceOperations: ["create"] } }
        : {}),
    },
    textDocument: {
      ...(pulls ? { diagnostic: {} } : {}),
      ...(rich
        ? {
            hover: { contentFormat: ["markdown"] },
            completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
          }
        : {}),
    },
  };
}
