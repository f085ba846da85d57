import { type Config, readConfig, readSettings, type Switches, scopeOf } from "../service.ts";

/** The settings of one document. Equal objects until something changes. `enabled` off switches off the rest. */
export interface DocumentSettings extends Switches {
  readonly config: Config;
  /** The file's name says that it is a trust policy. */
  readonly named: boolean;
}

export interface SettingsSource {
  /** The `trustPolicy` section for a document as the client has it; undefined when it has none. */
  section(uri: string): Promise<unknown>;
  /** The text of a file; undefined when there is none. */
  readText(uri: string): Promise<string | undefined>;
  /** The workspace folders, as URIs. */
  folders(): readonly string[];
}

export const configurationFile = ".trust-policy.jsonc";

/** The file that decides about a document, or the one that would. */
export interface ConfigurationFile {
  readonly uri: string;
  /** Undefined when there is no such file yet. */
  readonly text: string | undefined;
  /** The document's path from its folder on, with forward slashes. */
  readonly path: string;
}

/**
 * Settings by document: the client's section, overruled by the nearest `.trust-policy.jsonc` in the document's folder or above it.
 * Remembered until `forget`.
 */
export class Settings {
  readonly #source: SettingsSource;
  readonly #byDocument = new Map<string, Promise<DocumentSettings>>();
  readonly #files = new Map<string, Promise<string | undefined>>();

  #generation = 0;

  constructor(source: SettingsSource) {
    this.#source = source;
  }

  /** The same as long as nothing has changed. */
  get generation(): number {
    return this.#generation;
  }

  of(uri: string): Promise<DocumentSettings> {
    const known = this.#byDocument.get(uri);
    if (known) return known;
    const settings = this.#read(uri);
    this.#byDocument.set(uri, settings);
    return settings;
  }

  /** Something is another from now on. */
  forget(): void {
    this.#generation++;
    this.#readAnew();
  }

  /** Reads all files again, so that whoever asks from now on gets what they say; true when one of them is another than before. */
  async reread(): Promise<boolean> {
    const before = [...this.#files];
    this.#readAnew();
    const changed = before.map(async ([uri, text]) => (await text) !== (await this.#file(uri)));
    return (await Promise.all(changed)).includes(true);
  }

  #readAnew(): void {
    this.#byDocument.clear();
    this.#files.clear();
  }

  close(uri: string): void {
    this.#byDocument.delete(uri);
  }

  /** The nearest configuration file above a document in its workspace folder; where there is none, the place for one. */
  async fileFor(uri: string): Promise<ConfigurationFile | undefined> {
    const root = this.#folderOf(uri);
    if (root === undefined) return undefined;
    const { folder, text } = (await this.#nearestFile(uri)) ?? { folder: root, text: undefined };
    return { uri: folder + configurationFile, text, path: relativePath(uri, folder) };
  }

  async #read(uri: string): Promise<DocumentSettings> {
    const section = await this.#source.section(uri);
    const file = await this.#nearestFile(uri);
    const { enabled, codeLens, inlayHints, config: own } = readSettings(section);
    const config = file ? readConfig(file.text, { base: own }).config : own;
    const base = file?.folder ?? this.#folderOf(uri) ?? folderOf(uri);
    const switches = { enabled, codeLens: enabled && codeLens, inlayHints: enabled && inlayHints };
    return { ...switches, ...scopeOf(config)(relativePath(uri, base)) };
  }

  async #nearestFile(uri: string): Promise<{ readonly folder: string; readonly text: string } | undefined> {
    if (/^(untitled|git):/.test(uri)) return undefined;
    const root = this.#folderOf(uri);
    for (let folder = folderOf(uri); folder !== ""; folder = folderOf(folder.slice(0, -1))) {
      const text = await this.#file(folder + configurationFile);
      if (text !== undefined) return { folder, text };
      if (folder === root) return undefined;
    }
    return undefined;
  }

  #file(uri: string): Promise<string | undefined> {
    const known = this.#files.get(uri);
    if (known) return known;
    const text = this.#source.readText(uri);
    this.#files.set(uri, text);
    return text;
  }

  /** The workspace folder around a document, with a slash at its end. */
  #folderOf(uri: string): string | undefined {
    return this.#source
      .folders()
      .map((folder) => (folder.endsWith("/") ? folder : `${folder}/`))
      .filter((folder) => uri.startsWith(folder))
      .toSorted((a, b) => b.length - a.length)[0];
  }
}

/** The folder of a URI, with a slash at its end; empty when there is none above it. */
function folderOf(uri: string): string {
  const slash = uri.lastIndexOf("/");
  const authority = uri.indexOf("://");
  return slash <= authority + 2 ? "" : uri.slice(0, slash + 1);
}

/** The path of a document below a folder; its name alone when it stands elsewhere. */
function relativePath(uri: string, base: string): string {
  const path = base !== "" && uri.startsWith(base) ? uri.slice(base.length) : uri.slice(uri.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
