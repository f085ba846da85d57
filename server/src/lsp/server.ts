import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Suggestion, type Switches, version } from "../service.ts";
import { abilitiesOf, type InitializationOptions, initializationOptions } from "./abilities.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { codeActionsOf } from "./code-actions.ts";
import { codeLensesOf } from "./code-lens.ts";
import { type ClientAbilities, documentation } from "./convert.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { Documents, type OpenDocument } from "./documents.ts";
import { guarded, logFailure } from "./guard.ts";
import { inlayHintsIn } from "./inlay-hints.ts";
import type { Platform } from "./platform.ts";
import { largeLength, Quiet } from "./quiet.ts";
import { refreshShown } from "./refresh.ts";
import { checkText, explainDocument, statusAt, templateSnippets } from "./requests.ts";
import { configurationFile, Settings } from "./settings.ts";
import type { ConfigurationText } from "./turn-off.ts";

/** Puts the core behind a connection. Wiring only: each request is one line that asks somebody else. */
export function startServer(connection: Connection, platform: Platform): void {
  new Server(connection, platform).listen();
}

/** Neither files on disk nor what version control shows of the past. */
const notLive = /^git[^:]*:/;

class Server {
  readonly #connection: Connection;
  readonly #platform: Platform;
  readonly #texts = new TextDocuments(TextDocument);
  readonly #quiet = new Quiet();
  readonly #settings: Settings;
  readonly #documents: Documents;
  #client: InitializeParams["capabilities"] = {};
  #options: InitializationOptions = initializationOptions(undefined);
  #abilities: ClientAbilities = abilitiesOf({}, this.#options);
  #folders: readonly string[] = [];
  /** The last list of suggestions, for the one that the client asks more about. */
  #suggested: { readonly uri: string; readonly suggestions: readonly Suggestion[] } | undefined;

  constructor(connection: Connection, platform: Platform) {
    this.#connection = connection;
    this.#platform = platform;
    this.#settings = new Settings({
      section: (uri) => this.#section(uri),
      readText: (uri) => this.#readText(uri),
      folders: () => this.#folders,
    });
    this.#documents = new Documents(this.#settings, platform.now, (rule, error) =>
      logFailure(connection.console, `rule ${rule}`, error),
    );
  }

  listen(): void {
    const { console } = this.#connection;
    const open = <T>(
      uri: string,
      neutral: T,
      where: string,
      work: (document: OpenDocument) => T | Promise<T>,
      wanted: keyof Switches = "enabled",
    ): Promise<T> =>
      guarded(console, where, neutral, async () => {
        const document = this.#texts.get(uri);
        if (!document || notLive.test(uri)) return neutral;
        if (!(await this.#settings.of(uri))[wanted]) return neutral;
        return work(await this.#documents.open(document));
      });

    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => guarded(console, "initialized", undefined, () => this.#register()));
    connection.onDidChangeConfiguration((change) => this.#settingsChanged(change.settings));
    connection.onDidChangeWatchedFiles(() => this.#settingsChanged(undefined));
    connection.onCompletion(({ textDocument: { uri }, position }) =>
      open(uri, [], "completion", (opened) => this.#complete(opened, opened.converter.offset(position))),
    );
    connection.onCompletionResolve((item) => {
      const suggestion = this.#suggested?.suggestions[item.data?.index];
      if (!suggestion || this.#suggested?.uri !== item.data?.uri) return item;
      return { ...item, documentation: documentation(suggestion.documentation(), this.#abilities.markdownCompletion) };
    });
    connection.onHover(({ textDocument: { uri }, position }) =>
      open(uri, null, "hover", ({ snapshot, converter }) => {
        const hover = snapshot.hover(converter.offset(position));
        const contents = hover && documentation(hover.markdown, this.#abilities.markdownHover);
        return hover && contents ? { contents, range: converter.range(hover.span) } : null;
      }),
    );
    connection.onCodeAction(({ textDocument: { uri }, range, context }) =>
      open(uri, [], "code action", async (opened) =>
        codeActionsOf(opened, { range, context }, this.#abilities, await this.#configurationFor(uri)),
      ),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }) =>
      open(uri, [], "outline", ({ snapshot, converter }) => snapshot.outline().map((node) => converter.symbol(node))),
    );
    connection.onCodeLens(({ textDocument: { uri } }) =>
      open(uri, [], "code lens", (opened) => codeLensesOf(opened, this.#abilities), "codeLens"),
    );
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
      open(uri, [], "inlay hints", (opened) => inlayHintsIn(opened, range), "inlayHints"),
    );
    connection.onRequest("trustPolicy/status", ({ textDocument: { uri }, position }) =>
      open(uri, null, "status", (opened) => statusAt(opened, opened.converter.offset(position))),
    );
    connection.onRequest("trustPolicy/explain", ({ textDocument: { uri } }) =>
      open(uri, [], "explain", (opened) => explainDocument(opened)),
    );
    connection.onRequest("trustPolicy/checkText", ({ uri, languageId, text }) =>
      guarded(console, "check text", { policies: 0, diagnostics: [] }, async () => {
        const settings = await this.#settings.of(uri);
        return checkText(TextDocument.create(uri, languageId, 0, text), settings, this.#documents);
      }),
    );
    connection.onRequest("trustPolicy/templates", () => templateSnippets());
    this.#listenToDiagnostics();
    this.#texts.listen(connection);
    connection.listen();
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = params.capabilities;
    this.#options = initializationOptions(params.initializationOptions);
    this.#abilities = abilitiesOf(params.capabilities, this.#options);
    this.#folders = params.workspaceFolders?.map((folder) => folder.uri) ?? [];
    return {
      serverInfo: { name: "trust-policy-language-server", version },
      capabilities: capabilitiesFor(params.capabilities),
    };
  }

  async #register(): Promise<void> {
    const { client, workspace } = this.#connection;
    if (this.#client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "trustPolicy" });
    }
    if (this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [{ globPattern: `**/${configurationFile}` }];
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (this.#client.workspace?.workspaceFolders) {
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
        this.#settingsChanged(undefined);
      });
    }
  }

  #listenToDiagnostics(): void {
    this.#texts.onDidClose(({ document }) => {
      this.#quiet.disturb(document.uri);
      this.#documents.close(document.uri);
      this.#settings.close(document.uri);
      if (!this.#pulls) void this.#connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
    this.#texts.onDidChangeContent(({ document }) => {
      this.#quiet.disturb(document.uri);
      if (!this.#pulls) void this.#push(document);
    });
    this.#connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      const document = this.#texts.get(uri);
      const items = document ? await this.#diagnose(document) : [];
      if (!items) throw new ResponseError(LSPErrorCodes.ServerCancelled, "changed", { retriggerRequest: true });
      return { kind: DocumentDiagnosticReportKind.Full, items };
    });
  }

  get #pulls(): boolean {
    return this.#client.textDocument?.diagnostic !== undefined;
  }

  async #push(document: TextDocument): Promise<void> {
    const { version: asked, uri } = document;
    const diagnostics = await this.#diagnose(document);
    if (!diagnostics || this.#texts.get(uri)?.version !== asked) return;
    await this.#connection.sendDiagnostics({ uri, version: asked, diagnostics });
  }

  /** Undefined when the document changed while a pause in typing was waited for. */
  async #diagnose(document: TextDocument) {
    const { uri, version: asked } = document;
    if (document.getText().length > largeLength && !(await this.#quiet.wait(uri))) return undefined;
    return guarded(this.#connection.console, "diagnostics", [], async () => {
      if (notLive.test(uri) || !(await this.#settings.of(uri)).enabled) return [];
      const opened = await this.#documents.open(document);
      return document.version === asked ? diagnosticsOf(opened, this.#options.jsonValidation) : undefined;
    });
  }

  #complete(opened: OpenDocument, offset: number) {
    const suggestions = opened.snapshot.complete(offset);
    this.#suggested = { uri: opened.document.uri, suggestions };
    return suggestions.map((suggestion, index) => opened.converter.completion(suggestion, index, this.#abilities));
  }

  #settingsChanged(settings: unknown): void {
    if (settings !== undefined && settings !== null) {
      const section = (settings as Record<string, unknown>).trustPolicy;
      if (section !== undefined) this.#options = { ...this.#options, settings: section };
    }
    this.#settings.forget();
    this.#documents.forgetAll();
    refreshShown(this.#connection, this.#client);
    if (!this.#pulls) for (const document of this.#texts.all()) void this.#push(document);
  }

  async #section(scopeUri: string): Promise<unknown> {
    if (!this.#client.workspace?.configuration) return this.#options.settings;
    return (await this.#connection.workspace.getConfiguration({ scopeUri, section: "trustPolicy" })) ?? undefined;
  }

  /** The configuration file for a document, as it is being edited where it is open. */
  async #configurationFor(uri: string): Promise<ConfigurationText | undefined> {
    const file = await this.#settings.fileFor(uri);
    const open = file && this.#texts.get(file.uri);
    return open ? { ...file, text: open.getText(), version: open.version } : file && { ...file, version: null };
  }

  async #readText(uri: string): Promise<string | undefined> {
    if (!this.#options.readFile) return this.#platform.readText(uri);
    const answer = await this.#connection.sendRequest<{ text: string | null } | null>("trustPolicy/readFile", { uri });
    return answer?.text ?? undefined;
  }
}
