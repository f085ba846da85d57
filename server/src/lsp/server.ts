import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  ResponseError,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Suggestion, type Switches, settingsSection, version } from "../service.ts";
import { abilitiesOf, type ClientAbilities } from "./abilities.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { codeActionsOf } from "./code-actions.ts";
import { codeLensesOf } from "./code-lens.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { documentation } from "./documentation.ts";
import { Documents, type OpenDocument } from "./documents.ts";
import { foldersAfter, foldersOf } from "./folders.ts";
import { guarded, logFailure } from "./guard.ts";
import { inlayHintsIn } from "./inlay-hints.ts";
import { type InitializationOptions, initializationOptions } from "./options.ts";
import { expectPlace } from "./params.ts";
import type { Platform } from "./platform.ts";
import { largeLength, Quiet } from "./quiet.ts";
import { refreshShown } from "./refresh.ts";
import { checkText, explainDocument, statusAt, templateSnippets } from "./requests.ts";
import { configurationFile, Settings } from "./settings.ts";
import { symbolsOf } from "./symbols.ts";
import { openTexts } from "./texts.ts";
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
  readonly #texts = openTexts(() => this.#abilities.encoding);
  readonly #quiet = new Quiet();
  readonly #settings: Settings;
  readonly #documents: Documents;
  #state: "new" | "running" | "shut down" = "new";
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
    const failed = (rule: string, error: unknown) => logFailure(connection.console, `rule ${rule}`, error);
    this.#documents = new Documents(this.#settings, () => this.#abilities, platform.now, failed);
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => guarded(connection.console, "initialized", undefined, () => this.#register()));
    connection.onShutdown(() => {
      this.#state = "shut down";
    });
    connection.onDidChangeConfiguration((change) => this.#settingsChanged(change?.settings));
    connection.onDidChangeWatchedFiles(() => this.#settingsChanged(undefined));
    this.#listenToRequests();
    this.#listenToOwnRequests();
    this.#listenToDocuments();
    this.#texts.listen(connection);
    connection.listen();
  }

  #listenToRequests(): void {
    const connection = this.#connection;
    connection.onCompletion((params) => {
      expectPlace(params, "position");
      return this.#answer(params, "completion", [], (opened) =>
        this.#complete(opened, opened.converter.offset(params.position)),
      );
    });
    connection.onCompletionResolve((item) => {
      this.#expectRunning();
      const suggestion = this.#suggested?.suggestions[item.data?.index];
      if (!suggestion || this.#suggested?.uri !== item.data?.uri) return item;
      return { ...item, documentation: documentation(suggestion.documentation(), this.#abilities.markdownCompletion) };
    });
    connection.onHover((params) => {
      expectPlace(params, "position");
      return this.#answer(params, "hover", null, ({ snapshot, converter }) => {
        const hover = snapshot.hover(converter.offset(params.position));
        const contents = hover && documentation(hover.markdown, this.#abilities.markdownHover);
        return hover && contents ? { contents, range: converter.range(hover.span) } : null;
      });
    });
    connection.onCodeAction((params) => {
      expectPlace(params, "range");
      return this.#answer(params, "code action", [], async (opened) =>
        codeActionsOf(opened, params, this.#abilities, await this.#configurationFor(params.textDocument.uri)),
      );
    });
    connection.onDocumentSymbol((params) => {
      expectPlace(params);
      return this.#answer(params, "outline", [], (opened) => symbolsOf(opened, this.#abilities));
    });
    connection.onCodeLens((params) => {
      expectPlace(params);
      return this.#answer(params, "code lens", [], (opened) => codeLensesOf(opened, this.#abilities), "codeLens");
    });
    connection.languages.inlayHint.on((params) => {
      expectPlace(params, "range");
      return this.#answer(params, "inlay hints", [], (opened) => inlayHintsIn(opened, params.range), "inlayHints");
    });
  }

  #listenToOwnRequests(): void {
    const connection = this.#connection;
    connection.onRequest("trustPolicy/status", (params) => {
      expectPlace(params, "position");
      return this.#answer(params, "status", null, (opened) =>
        statusAt(opened, opened.converter.offset(params.position)),
      );
    });
    connection.onRequest("trustPolicy/explain", (params) => {
      expectPlace(params);
      return this.#answer(params, "explain", [], explainDocument);
    });
    connection.onRequest("trustPolicy/checkText", ({ uri, languageId, text }) =>
      guarded(connection.console, "check text", { policies: 0, diagnostics: [] }, async () => {
        const settings = await this.#settings.of(uri);
        return checkText(TextDocument.create(uri, languageId, 0, text), settings, this.#documents);
      }),
    );
    connection.onRequest("trustPolicy/templates", () => templateSnippets());
  }

  /** Answers a request about an open document; `neutral` where there is nothing to say. */
  #answer<T>(
    { textDocument: { uri } }: { readonly textDocument: { readonly uri: string } },
    where: string,
    neutral: T,
    work: (opened: OpenDocument) => T | Promise<T>,
    wanted: keyof Switches = "enabled",
  ): Promise<T> {
    this.#expectRunning();
    return guarded(this.#connection.console, where, neutral, async () => {
      const document = this.#texts.get(uri);
      if (!document || notLive.test(uri)) return neutral;
      if (!(await this.#settings.of(uri))[wanted]) return neutral;
      return work(await this.#documents.open(document));
    });
  }

  #expectRunning(): void {
    if (this.#state === "new")
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server is not initialized.");
    if (this.#state === "shut down") throw new ResponseError(ErrorCodes.InvalidRequest, "The server was shut down.");
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#state !== "new") throw new ResponseError(ErrorCodes.InvalidRequest, "The server is initialized already.");
    this.#client = params.capabilities;
    this.#options = initializationOptions(params.initializationOptions);
    this.#abilities = abilitiesOf(params.capabilities, this.#options);
    this.#folders = foldersOf(params);
    this.#state = "running";
    return {
      serverInfo: { name: "trust-policy-language-server", version },
      capabilities: capabilitiesFor(params.capabilities, this.#abilities.encoding),
    };
  }

  async #register(): Promise<void> {
    const { client, workspace } = this.#connection;
    if (this.#client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "trustPolicy" });
    }
    if (this.#watches) {
      const watchers = [{ globPattern: `**/${configurationFile}` }];
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (this.#client.workspace?.workspaceFolders) {
      workspace.onDidChangeWorkspaceFolders((change) => {
        this.#folders = foldersAfter(this.#folders, change);
        this.#settingsChanged(undefined);
      });
    }
  }

  #listenToDocuments(): void {
    const lookAtFiles = () => void this.#lookAtFiles();
    this.#texts.onDidOpen(lookAtFiles);
    this.#texts.onDidSave(lookAtFiles);
    this.#texts.onDidClose(({ document }) => {
      this.#quiet.disturb(document.uri);
      this.#documents.close(document.uri);
      this.#settings.close(document.uri);
      if (!this.#pulls) void this.#publish({ uri: document.uri, diagnostics: [] });
    });
    this.#texts.onDidChangeContent(({ document }) => {
      this.#quiet.disturb(document.uri);
      if (!this.#pulls) void this.#push(document);
    });
    this.#connection.languages.diagnostics.on(async (params) => {
      this.#expectRunning();
      expectPlace(params);
      const document = this.#texts.get(params.textDocument.uri);
      const items = document ? await this.#diagnose(document) : [];
      if (!items) throw new ResponseError(LSPErrorCodes.ServerCancelled, "changed", { retriggerRequest: true });
      return { kind: DocumentDiagnosticReportKind.Full, items };
    });
  }

  get #pulls(): boolean {
    return this.#client.textDocument?.diagnostic !== undefined;
  }

  get #watches(): boolean {
    return this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** For clients that tell of no changed files: whoever opens or saves a document may have changed the configuration before. */
  async #lookAtFiles(): Promise<void> {
    if (!this.#watches && (await this.#settings.reread())) this.#settingsChanged(undefined);
  }

  async #push(document: TextDocument): Promise<void> {
    const { version: asked, uri } = document;
    const diagnostics = await this.#diagnose(document);
    if (!diagnostics || this.#texts.get(uri)?.version !== asked) return;
    await this.#publish({ uri, version: asked, diagnostics });
  }

  #publish(params: PublishDiagnosticsParams): Promise<void> {
    return guarded(this.#connection.console, "publish", undefined, () => this.#connection.sendDiagnostics(params));
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
    return suggestions.map((suggestion, index) => opened.converter.completion(suggestion, index));
  }

  #settingsChanged(settings: unknown): void {
    const section = settingsSection(settings);
    if (section !== undefined) this.#options = { ...this.#options, settings: section };
    this.#settings.forget();
    this.#documents.forgetAll();
    if (this.#state !== "running") return;
    refreshShown(this.#connection, this.#client);
    if (!this.#pulls) for (const document of this.#texts.all()) void this.#push(document);
  }

  /** What the client says of a document; what it told otherwise, where it says nothing. */
  async #section(scopeUri: string): Promise<unknown> {
    const told = this.#options.settings;
    if (!this.#client.workspace?.configuration) return told;
    const { console, workspace } = this.#connection;
    const ask = () => workspace.getConfiguration({ scopeUri, section: "trustPolicy" });
    return (await guarded(console, "configuration", undefined, ask)) ?? told;
  }

  /** The configuration file for a document, as it is being edited where it is open. */
  async #configurationFor(uri: string): Promise<ConfigurationText | undefined> {
    const file = await this.#settings.fileFor(uri);
    const open = file && this.#texts.get(file.uri);
    return open ? { ...file, text: open.getText(), version: open.version } : file && { ...file, version: null };
  }

  async #readText(uri: string): Promise<string | undefined> {
    if (!this.#options.readFile) return this.#platform.readText(uri);
    const ask = () => this.#connection.sendRequest<{ text: string | null } | null>("trustPolicy/readFile", { uri });
    return (await guarded(this.#connection.console, "read file", null, ask))?.text ?? undefined;
  }
}
