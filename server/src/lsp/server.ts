import type { CompletionItem, Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Suggestion, Switches } from "../service.ts";
import { codeActionsOf } from "./code-actions.ts";
import { codeLensesOf } from "./code-lens.ts";
import { documentation } from "./documentation.ts";
import { Documents, notLive, type OpenDocument } from "./documents.ts";
import { guarded, logFailure } from "./guard.ts";
import { inlayHintsIn } from "./inlay-hints.ts";
import { expectPlace } from "./params.ts";
import type { Platform } from "./platform.ts";
import { Reports } from "./reports.ts";
import { checkText, explainDocument, statusAt, templateSnippets } from "./requests.ts";
import { Session } from "./session.ts";
import { Settings } from "./settings.ts";
import { symbolsOf } from "./symbols.ts";
import { openTexts } from "./texts.ts";
import type { ConfigurationText } from "./turn-off.ts";

/** Puts the core behind a connection. Wiring only: each request is one line that asks somebody else. */
export function startServer(connection: Connection, platform: Platform): void {
  new Server(connection, platform).listen();
}

class Server {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #texts = openTexts(() => this.#session.abilities.encoding);
  readonly #settings: Settings;
  readonly #documents: Documents;
  readonly #reports: Reports;
  /** The last list of suggestions, for the one that the client asks more about. */
  #suggested: { readonly uri: string; readonly suggestions: readonly Suggestion[] } | undefined;

  constructor(connection: Connection, platform: Platform) {
    this.#connection = connection;
    this.#session = new Session(connection, platform);
    this.#settings = new Settings(this.#session);
    const failed = (rule: string, error: unknown) => logFailure(connection.console, `rule ${rule}`, error);
    this.#documents = new Documents(this.#settings, () => this.#session.abilities, platform.now, failed);
    this.#reports = new Reports(connection, this.#session, this.#texts, this.#settings, this.#documents);
  }

  listen(): void {
    const connection = this.#connection;
    const register = () => this.#session.register(() => this.#settingsChanged());
    connection.onInitialize((params) => this.#session.initialize(params));
    connection.onInitialized(() => guarded(connection.console, "initialized", undefined, register));
    connection.onShutdown(() => this.#session.shutDown());
    connection.onDidChangeConfiguration((change) => {
      this.#session.told(change?.settings);
      this.#settingsChanged();
    });
    connection.onDidChangeWatchedFiles(() => this.#settingsChanged());
    this.#listenToDocuments();
    this.#reports.listen();
    this.#listenToRequests();
    this.#listenToOwnRequests();
    this.#texts.listen(connection);
    connection.listen();
  }

  #listenToDocuments(): void {
    const lookAtFiles = () => void this.#lookAtFiles();
    this.#texts.onDidOpen(lookAtFiles);
    this.#texts.onDidSave(lookAtFiles);
    this.#texts.onDidClose(({ document: { uri } }) => {
      this.#documents.close(uri);
      this.#settings.close(uri);
    });
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
      this.#session.expectRunning();
      return guarded(connection.console, "suggestion", item, () => this.#resolve(item));
    });
    connection.onHover((params) => {
      expectPlace(params, "position");
      return this.#answer(params, "hover", null, ({ snapshot, converter }) => {
        const hover = snapshot.hover(converter.offset(params.position));
        const contents = hover && documentation(hover.markdown, this.#session.abilities.markdownHover);
        return hover && contents ? { contents, range: converter.range(hover.span) } : null;
      });
    });
    connection.onCodeAction((params) => {
      expectPlace(params, "range");
      return this.#answer(params, "code action", [], async (opened) =>
        codeActionsOf(opened, params, this.#session.abilities, await this.#configurationFor(params.textDocument.uri)),
      );
    });
    connection.onDocumentSymbol((params) => {
      expectPlace(params);
      return this.#answer(params, "outline", [], (opened) => symbolsOf(opened, this.#session.abilities));
    });
    connection.onCodeLens((params) => {
      expectPlace(params);
      return this.#answer(
        params,
        "code lens",
        [],
        (opened) => codeLensesOf(opened, this.#session.abilities),
        "codeLens",
      );
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
    this.#session.expectRunning();
    return guarded(this.#connection.console, where, neutral, async () => {
      const document = this.#texts.get(uri);
      if (!document || notLive.test(uri)) return neutral;
      if (!(await this.#settings.of(uri))[wanted]) return neutral;
      return work(await this.#documents.open(document));
    });
  }

  /** For clients that tell of no changed files: whoever opens or saves a document may have changed the configuration before. */
  async #lookAtFiles(): Promise<void> {
    if (!this.#session.watches && (await this.#settings.reread())) this.#settingsChanged();
  }

  #complete(opened: OpenDocument, offset: number) {
    const suggestions = opened.snapshot.complete(offset);
    this.#suggested = { uri: opened.document.uri, suggestions };
    return suggestions.map((suggestion, index) => opened.converter.completion(suggestion, index));
  }

  /** The item as it is when there is another list by now. */
  #resolve(item: CompletionItem): CompletionItem {
    const { uri, suggestions } = this.#suggested ?? {};
    const suggestion = suggestions?.[item.data?.index];
    if (!suggestion || uri !== item.data?.uri || suggestion.label !== item.label) return item;
    const { markdownCompletion } = this.#session.abilities;
    return { ...item, documentation: documentation(suggestion.documentation(), markdownCompletion) };
  }

  #settingsChanged(): void {
    this.#settings.forget();
    this.#documents.forgetAll();
    this.#session.refresh();
    this.#reports.pushAll();
  }

  /** The configuration file for a document, as it is being edited where it is open. */
  async #configurationFor(uri: string): Promise<ConfigurationText | undefined> {
    const file = await this.#settings.fileFor(uri);
    const open = file && this.#texts.get(file.uri);
    return open ? { ...file, text: open.getText(), version: open.version } : file && { ...file, version: null };
  }
}
