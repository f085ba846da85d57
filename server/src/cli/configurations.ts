import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Config,
  type ConfigReading,
  defaultConfig,
  type FileConfig,
  type Level,
  readConfig,
  ruleNames,
  scopeOf,
} from "../service.ts";
import { shownPath } from "./shown-path.ts";

export const configurationName = ".trust-policy.jsonc";

/** A configuration file that was read. */
export interface Configuration {
  readonly absolute: string;
  readonly text: string;
  readonly reading: ConfigReading;
}

/** A file as it is found, and as it is shown: relative to the working folder. */
interface FileName {
  readonly absolute: string;
  readonly shown: string;
}

/** How files come by their configuration. */
export interface ConfigurationOptions {
  readonly cwd: string;
  /** The absolute path of the one that counts for all files. */
  readonly only?: string | undefined;
  /** Levels that overrule every configuration. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A configuration made ready: what it says of a path below its folder. */
interface Scope {
  readonly folder: string;
  readonly of: (path: string) => FileConfig;
}

/** The configurations of a run: for each file the nearest one in its folder or above, read once. */
export class Configurations {
  readonly #byFolder = new Map<string, Configuration | undefined>();
  readonly #scopes = new Map<Configuration | undefined, Scope>();
  readonly #only: Configuration | undefined;
  readonly #options: ConfigurationOptions;

  /** Throws what reading the one that counts for all throws. */
  constructor(options: ConfigurationOptions) {
    this.#options = options;
    this.#only = options.only === undefined ? undefined : this.#read(options.only);
  }

  /** The configuration for a file, with the suppressions that hold for it. */
  of({ absolute, shown }: FileName): FileConfig {
    const configuration = this.nearest(path.dirname(absolute));
    const { folder, of } = this.#scopeOf(configuration);
    return of(configuration ? shownPath(absolute, folder) : shown);
  }

  /** The same for a document that is called so but is no file: the configuration of the working folder counts. */
  ofName(name: string): FileConfig {
    return this.#scopeOf(this.nearest(this.#options.cwd)).of(name);
  }

  /** The file that counts in a folder. */
  nearest(folder: string): Configuration | undefined {
    if (this.#only) return this.#only;
    if (!this.#byFolder.has(folder)) this.#byFolder.set(folder, this.#find(folder));
    return this.#byFolder.get(folder);
  }

  #scopeOf(configuration: Configuration | undefined): Scope {
    const known = this.#scopes.get(configuration);
    if (known) return known;
    const { cwd, rules } = this.#options;
    const config: Config = configuration?.reading.config ?? defaultConfig;
    const scope = {
      folder: configuration ? path.dirname(configuration.absolute) : cwd,
      of: scopeOf({ ...config, rules: { ...config.rules, ...rules } }),
    };
    this.#scopes.set(configuration, scope);
    return scope;
  }

  #find(folder: string): Configuration | undefined {
    const own = this.#readIfThere(path.join(folder, configurationName));
    const up = path.dirname(folder);
    return own ?? (up === folder ? undefined : this.nearest(up));
  }

  #readIfThere(absolute: string): Configuration | undefined {
    try {
      return this.#read(absolute);
    } catch (error) {
      const gone = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
      if (gone) return undefined;
      const message = "This configuration could not be read; the defaults count.";
      const reading: ConfigReading = { config: defaultConfig, problems: [{ message, severity: "error" }] };
      return { absolute, text: "", reading };
    }
  }

  #read(absolute: string): Configuration {
    const text = readFileSync(absolute, "utf8");
    return { absolute, text, reading: readConfig(text, { rules: ruleNames, now: this.#options.now }) };
  }
}
