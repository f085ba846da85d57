import type { ClientCapabilities, Connection, InitializeParams, InitializeResult } from "vscode-languageserver";
import { settingsSection, version } from "../service.ts";
import { abilitiesOf, type ClientAbilities } from "./abilities.ts";
import { capabilitiesFor } from "./capabilities.ts";
import { foldersAfter, foldersOf } from "./folders.ts";
import { type InitializationOptions, initializationOptions } from "./options.ts";
import type { Platform } from "./platform.ts";
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
} from "./protocol.ts";
import { refreshShown } from "./refresh.ts";
import { configurationFile, type SettingsSource } from "./settings.ts";

/** What the client has told since it started, and what it is asked in return. */
export class Session implements SettingsSource {
  readonly #connection: Connection;
  readonly #platform: Platform;
  #state: "new" | "running" | "shut down" = "new";
  #capabilities: ClientCapabilities = {};
  #options: InitializationOptions = initializationOptions(undefined);
  #abilities: ClientAbilities = abilitiesOf({}, this.#options);
  #folders: readonly string[] = [];

  constructor(connection: Connection, platform: Platform) {
    this.#connection = connection;
    this.#platform = platform;
  }

  get abilities(): ClientAbilities {
    return this.#abilities;
  }

  /** The client waits for findings; others ask for them. */
  get awaitsFindings(): boolean {
    return this.#state === "running" && this.#capabilities.textDocument?.diagnostic === undefined;
  }

  /** The client tells when the configuration file changes. */
  get watches(): boolean {
    return this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  get validatesJson(): boolean {
    return this.#options.jsonValidation;
  }

  initialize(params: InitializeParams): InitializeResult {
    if (this.#state !== "new") throw new ResponseError(ErrorCodes.InvalidRequest, "The server is initialized already.");
    this.#capabilities = params.capabilities;
    this.#options = initializationOptions(params.initializationOptions);
    this.#abilities = abilitiesOf(params.capabilities, this.#options);
    this.#folders = foldersOf(params);
    this.#state = "running";
    return {
      serverInfo: { name: "trust-policy-language-server", version },
      capabilities: capabilitiesFor(params.capabilities, this.#abilities.encoding),
    };
  }

  /** Asks to be told of changes, as far as the client can. */
  async register(foldersChanged: () => void): Promise<void> {
    const { client, workspace } = this.#connection;
    // First, for it waits for no answer: folders may change at once.
    if (this.#capabilities.workspace?.workspaceFolders) {
      workspace.onDidChangeWorkspaceFolders((change) => {
        this.#folders = foldersAfter(this.#folders, change);
        foldersChanged();
      });
    }
    if (this.#capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await client.register(DidChangeConfigurationNotification.type, { section: "trustPolicy" });
    }
    if (this.watches) {
      const watchers = [{ globPattern: `**/${configurationFile}` }];
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  }

  shutDown(): void {
    this.#state = "shut down";
  }

  /** Refuses what the client asks too early or too late. */
  expectRunning(): void {
    if (this.#state === "new") {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server is not initialized.");
    }
    if (this.#state === "shut down") throw new ResponseError(ErrorCodes.InvalidRequest, "The server was shut down.");
  }

  /** Settings that the client sends by itself. */
  told(settings: unknown): void {
    const section = settingsSection(settings);
    if (section !== undefined) this.#options = { ...this.#options, settings: section };
  }

  /** Has the client ask again for all that it shows. */
  refresh(): void {
    if (this.#state === "running") refreshShown(this.#connection, this.#capabilities);
  }

  folders(): readonly string[] {
    return this.#folders;
  }

  async section(scopeUri: string): Promise<unknown> {
    const told = this.#options.settings;
    if (!this.#capabilities.workspace?.configuration) return told;
    const { workspace } = this.#connection;
    const ask = () => workspace.getConfiguration({ scopeUri, section: "trustPolicy" });
    return (await this.#answered("settings", ask)) ?? told;
  }

  async readText(uri: string): Promise<string | undefined> {
    if (!this.#options.readFile) return this.#platform.readText(uri);
    const ask = () => this.#connection.sendRequest<{ text: string | null } | null>("trustPolicy/readFile", { uri });
    return (await this.#answered("a file", ask))?.text ?? undefined;
  }

  /** What the client answers; undefined when it fails to, which must not fail whatever the answer is for. */
  #answered<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    const { console } = this.#connection;
    return ask().catch(() => void console.warn(`The editor gave no answer when asked for ${what}.`));
  }
}
