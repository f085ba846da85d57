import { type Dirent, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { globTest } from "../service.ts";
import { type Configuration, configurationName } from "./configurations.ts";
import { Ignored } from "./ignored.ts";
import { shownPath } from "./shown-path.ts";

/** A file to look at, or a path that could not be looked at. */
export interface ListedFile {
  readonly absolute: string;
  /** As it is shown: relative to the working folder, with forward slashes. */
  readonly shown: string;
  readonly error?: string;
  /** Standard input. */
  readonly input?: boolean;
  /** A line of standard input: it has a name, and no place on this machine. */
  readonly record?: boolean;
  /** A configuration that counts for others, read already. */
  readonly configuration?: Configuration;
}

const extensions = new Set([".json", ".jsonc", ".template"]);
const leftOut = new Set([".git", "node_modules"]);

/** The files that paths, folders and globs stand for; each once, ordered by the path that is shown. */
export function listFiles(paths: readonly string[], cwd: string): readonly ListedFile[] {
  const found = new Map<string, ListedFile>();
  for (const one of paths) {
    for (const file of filesOf(one, cwd)) if (!found.has(file.absolute)) found.set(file.absolute, file);
  }
  return byPath([...found.values()]);
}

/** The files ordered by the path that is shown. */
export function byPath(files: readonly ListedFile[]): readonly ListedFile[] {
  return files.toSorted((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}

/** Why a file could not be read, without its path. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
      return "no permission to read it";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its links go in a circle";
    default:
      return code === "" ? "it could not be read" : `it could not be read (${code})`;
  }
}

function filesOf(given: string, cwd: string): readonly ListedFile[] {
  const absolute = path.resolve(cwd, given);
  const listed = (error?: string): ListedFile => ({
    absolute,
    shown: shownPath(absolute, cwd),
    ...(error === undefined ? {} : { error }),
  });
  try {
    const stat = statSync(absolute);
    if (stat.isDirectory()) return walk(absolute, cwd, isReadable);
    return [stat.isFile() || stat.isFIFO() ? listed() : listed("it is neither a file nor a folder")];
  } catch (error) {
    if (/[*?[{]/.test(given)) return globbed(given, cwd) ?? [listed("no file fits this pattern")];
    return [listed(reasonOf(error))];
  }
}

function isReadable(file: string): boolean {
  return extensions.has(path.extname(file).toLowerCase()) && !file.endsWith(path.sep + configurationName);
}

/** Undefined when nothing fits. */
function globbed(glob: string, cwd: string): readonly ListedFile[] | undefined {
  const parts = glob.replaceAll("\\", "/").split("/");
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  const base = path.resolve(cwd, parts.slice(0, first).join("/") || (glob.startsWith("/") ? "/" : "."));
  const fits = globTest(parts.slice(first).join("/"));
  const found = walk(base, cwd, (file) => fits(shownPath(file, base)));
  return found.length > 0 ? found : undefined;
}

/** Links are not followed: what they lead to inside the folder is met anyway, and the rest is none of its business. */
function walk(root: string, cwd: string, wanted: (file: string) => boolean): readonly ListedFile[] {
  const found: ListedFile[] = [];
  const pending = [{ folder: root, ignored: Ignored.above(root) }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { folder } = next;
    const ignored = next.ignored.enter(folder);
    // Once for a folder: working out relative paths takes longer than listing.
    const [start, shown] = [startOf(folder, path.sep), startOf(shownPath(folder, cwd), "/")];
    for (const entry of entriesOf(folder, cwd, found)) {
      const absolute = start + entry.name;
      if (entry.isDirectory()) {
        if (!leftOut.has(entry.name) && !ignored.has(absolute, true)) pending.push({ folder: absolute, ignored });
      } else if (entry.isFile() && wanted(absolute) && !ignored.has(absolute, false)) {
        found.push({ absolute, shown: shown + entry.name });
      }
    }
  }
  return found;
}

/** What paths in a folder begin with. */
function startOf(folder: string, separator: string): string {
  if (folder === ".") return "";
  return folder.endsWith(separator) ? folder : folder + separator;
}

function entriesOf(folder: string, cwd: string, found: ListedFile[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    found.push({ absolute: folder, shown: shownPath(folder, cwd), error: reasonOf(error) });
    return [];
  }
}
