import type { TextDocument } from "vscode-languageserver-textdocument";
import { open, type RuleFailure, type Snapshot } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import { Converter } from "./convert.ts";
import type { DocumentSettings, Settings } from "./settings.ts";

/** What version control shows of the past is not looked at. */
export const notLive = /^git[^:]*:/;

/** A document at one version, read with the settings of now. */
export interface OpenDocument {
  readonly document: TextDocument;
  readonly snapshot: Snapshot;
  readonly converter: Converter;
}

/**
 * The one place of the protocol side that remembers: the last version of each open document as a snapshot. Dropped when the
 * document changes or closes, or when settings change.
 */
export class Documents {
  readonly #settings: Settings;
  readonly #client: () => ClientAbilities;
  readonly #now: () => number;
  readonly #failed: RuleFailure;
  readonly #opened = new Map<
    string,
    OpenDocument & { readonly version: number; readonly settings: DocumentSettings }
  >();

  constructor(settings: Settings, client: () => ClientAbilities, now: () => number, failed: RuleFailure) {
    this.#settings = settings;
    this.#client = client;
    this.#now = now;
    this.#failed = failed;
  }

  async open(document: TextDocument): Promise<OpenDocument> {
    const settings = await this.#settings.of(document.uri);
    const known = this.#opened.get(document.uri);
    // Closed and opened again it may have the same version: it is another document then.
    const isSame = known?.document === document && known.version === document.version;
    if (isSame && known.settings === settings) return known;
    const opened = {
      ...this.read(document.uri, document.languageId, document.getText(), settings),
      document,
      version: document.version, // of now: the document itself changes in place
      settings,
    };
    this.#opened.set(document.uri, opened);
    return opened;
  }

  /** Reads a text that need not be open. */
  read(uri: string, languageId: string, text: string, settings: DocumentSettings): Omit<OpenDocument, "document"> {
    const draft = uri.startsWith("untitled:");
    const options = {
      languageId,
      named: settings.named,
      draft,
      config: settings.config,
      now: this.#now(),
      failed: this.#failed,
    };
    return { snapshot: open(text, options), converter: new Converter(uri, text, this.#client()) };
  }

  close(uri: string): void {
    this.#opened.delete(uri);
  }

  forgetAll(): void {
    this.#opened.clear();
  }
}
