import type { Excerpt } from "./excerpt.ts";
import type { Range } from "./report.ts";
import { half } from "./terminal.ts";

/** Where a file is: relative to the folder of the run, percent-encoded. */
export function artifactOf(path: string): object {
  if (path.startsWith("/")) return { uri: `file://${encoded(path)}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encoded(path.slice(2))}` };
  const uri = encoded(path);
  return path.startsWith("../") ? { uri } : { uri, uriBaseId: "SRCROOT" };
}

/** A colon in the first part would make a scheme of it; half a surrogate pair is in no URI. */
function encoded(path: string): string {
  return path.replace(half, "\ufffd").split("/").map(encodeURIComponent).join("/");
}

/** Lines and columns from 1, the offset from 0; the end is behind the last character. The snippet where it stands in the excerpt. */
export function regionOf({ start, end }: Range, excerpt?: Excerpt): object {
  const region = {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
  if (!excerpt || start.line !== end.line || start.offset === end.offset) return region;
  const text = excerpt.text.slice(start.column - 1 - excerpt.from, end.column - 1 - excerpt.from);
  return text.length === region.charLength ? { ...region, snippet: { text } } : region;
}
