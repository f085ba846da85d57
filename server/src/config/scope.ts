import type { Config } from "./config.ts";
import { matchesGlob } from "./glob.ts";

/** The configuration as it counts for one file. */
export interface FileConfig {
  readonly config: Config;
  /** The file's name says that it is a trust policy. */
  readonly named: boolean;
}

/** `path` is relative to the folder of the configuration (else the workspace folder), with forward slashes. */
export function configFor(config: Config, path: string): FileConfig {
  const fits = (globs: readonly string[]) => globs.some((glob) => matchesGlob(glob, path));
  const allow = config.allow.filter(({ files }) => files === undefined || fits(files));
  return { config: { ...config, allow }, named: fits(config.files) };
}
