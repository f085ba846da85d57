import path from "node:path";

/** How a file is shown, and what globs see of it: relative to a folder, with forward slashes. On another drive of Windows it stays absolute. */
export function shownPath(absolute: string, folder: string): string {
  const isInside = absolute.startsWith(folder) && absolute[folder.length] === path.sep;
  const relative = isInside ? absolute.slice(folder.length + 1) : path.relative(folder, absolute) || ".";
  return path.sep === "/" ? relative : relative.replaceAll(path.sep, "/");
}
