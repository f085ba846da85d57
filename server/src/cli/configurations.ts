import { readFileSync } from "node:fs";
import path from "node:path";
import { type Config, type ConfigReading, configFor, defaultConfig, readConfig, ruleNames } from "../service.ts";

export const configurationName = ".trust-policy.jsonc";

/** A configuration file that was read. */
export interface Configuration {
  readonly absolute: string;
  readonly text: string;
  readonly reading: ConfigReading;
}

/** The configurations of a run: for each file the nearest one in its folder or above, read once. */
export class Configurations {
  readonly #byFolder = new Map<string, Configuration | undefined>();
  readonly #only: Configuration | undefined;
  readonly #now: number;

  /** `only` counts for all files; throws what reading it throws. */
  constructor(only: string | undefined, now: number) {
    this.#now = now;
    this.#only = only === undefined ? undefined : this.#read(only);
  }

  /** The configuration for a file, with the suppressions that hold for it. */
  of(file: string, cwd: string): { readonly config: Config; readonly named: boolean } {
    const configuration = this.nearest(path.dirname(file));
    const base = configuration ? path.dirname(configuration.absolute) : cwd;
    const relative = path.relative(base, file).split(path.sep).join("/");
    return configFor(configuration?.reading.config ?? defaultConfig, relative);
  }

  /** The file that counts in a folder. */
  nearest(folder: string): Configuration | undefined {
    if (this.#only) return this.#only;
    if (!this.#byFolder.has(folder)) this.#byFolder.set(folder, this.#find(folder));
    return this.#byFolder.get(folder);
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
    return { absolute, text, reading: readConfig(text, { rules: ruleNames, now: this.#now }) };
  }
}
