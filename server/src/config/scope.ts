import type { Config } from "./config.ts";
import { globTest, type PathTest } from "./glob.ts";

/** The configuration as it counts for one file. */
export interface FileConfig {
  readonly config: Config;
  /** The file's name says that it is a trust policy. */
  readonly named: boolean;
}

/**
 * Makes a configuration ready for many files. What comes back takes a path relative to the folder of the configuration (else the
 * workspace folder), with forward slashes.
 */
export function scopeOf(config: Config): (path: string) => FileConfig {
  const isNamed = anyOf(config.files);
  const allow = config.allow.map((entry) => ({
    entry,
    holds: entry.files === undefined ? anywhere : anyOf(entry.files),
  }));
  const isSameForAll = allow.every(({ holds }) => holds === anywhere);
  return (path) => {
    if (isSameForAll) return { config, named: isNamed(path) };
    const held = allow.filter(({ holds }) => holds(path)).map(({ entry }) => entry);
    // The levels of the rules stay the same object, by which the rules that are on are known again.
    return { config: { ...config, allow: held }, named: isNamed(path) };
  };
}

const anywhere: PathTest = () => true;

function anyOf(globs: readonly string[]): PathTest {
  const tests = globs.map(globTest);
  return (path) => tests.some((fits) => fits(path));
}
