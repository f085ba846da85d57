import type { Connection, Diagnostic, PublishDiagnosticsParams, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { diagnosticsOf } from "./diagnostics.ts";
import { type Documents, notLive } from "./documents.ts";
import { guarded } from "./guard.ts";
import { expectPlace } from "./params.ts";
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from "./protocol.ts";
import { largeLength, Quiet } from "./quiet.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";

/** The findings of each open document: sent when it changes, or handed out when the client asks. */
export class Reports {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #texts: TextDocuments<TextDocument>;
  readonly #settings: Settings;
  readonly #documents: Documents;
  readonly #quiet = new Quiet();

  constructor(
    connection: Connection,
    session: Session,
    texts: TextDocuments<TextDocument>,
    settings: Settings,
    documents: Documents,
  ) {
    this.#connection = connection;
    this.#session = session;
    this.#texts = texts;
    this.#settings = settings;
    this.#documents = documents;
  }

  listen(): void {
    this.#texts.onDidClose(({ document: { uri } }) => {
      this.#quiet.disturb(uri);
      if (this.#session.awaitsFindings) void this.#publish({ uri, diagnostics: [] });
    });
    this.#texts.onDidChangeContent(({ document }) => {
      this.#quiet.disturb(document.uri);
      if (this.#session.awaitsFindings) void this.#push(document);
    });
    this.#connection.languages.diagnostics.on(async (params) => {
      this.#session.expectRunning();
      expectPlace(params);
      const document = this.#texts.get(params.textDocument.uri);
      const items = document ? await this.#diagnose(document) : [];
      if (!items) throw new ResponseError(LSPErrorCodes.ServerCancelled, "changed", { retriggerRequest: true });
      return { kind: DocumentDiagnosticReportKind.Full, items };
    });
  }

  /** Sends everything anew; a client that asks has been told to do so. */
  pushAll(): void {
    if (this.#session.awaitsFindings) for (const document of this.#texts.all()) void this.#push(document);
  }

  async #push(document: TextDocument): Promise<void> {
    const { version: asked, uri } = document;
    const { generation } = this.#settings;
    const diagnostics = await this.#diagnose(document);
    // Whatever changed in the meantime brings diagnostics of its own, which may have been sent already.
    if (!diagnostics || this.#texts.get(uri) !== document || document.version !== asked) return;
    if (this.#settings.generation !== generation) return;
    await this.#publish({ uri, version: asked, diagnostics });
  }

  #publish(params: PublishDiagnosticsParams): Promise<void> {
    return guarded(this.#connection.console, "publish", undefined, () => this.#connection.sendDiagnostics(params));
  }

  /** Undefined when the document changed while a pause in typing was waited for. */
  async #diagnose(document: TextDocument): Promise<Diagnostic[] | undefined> {
    const { uri, version: asked } = document;
    if (document.getText().length > largeLength && !(await this.#quiet.wait(uri))) return undefined;
    return guarded<Diagnostic[] | undefined>(this.#connection.console, "diagnostics", [], async () => {
      if (notLive.test(uri) || !(await this.#settings.of(uri)).enabled) return [];
      const opened = await this.#documents.open(document);
      return document.version === asked ? diagnosticsOf(opened, this.#session.validatesJson) : undefined;
    });
  }
}
