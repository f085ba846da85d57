import { longest, shortened, visible } from "../../text/visible.ts";

/**
 * Texts as Markdown. Nothing that comes from a document becomes live: no link, command, image, HTML or code block, and nothing
 * that turns the direction of the text around it.
 */

/** A text as it stands in a document, in a code span. */
export function code(text: string): string {
  const shown = visible(shortened(text));
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = shown === "" || /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/**
 * A text as plain text: every character stands for itself. Only what could be taken for a mark gets a backslash, so that clients
 * that show the source stay readable.
 */
export function plain(text: string): string {
  return visible(shortened(text, 4 * longest))
    .replace(/[\\`*[\]<~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\$&")
    .replace(/&(?=[#\w]+;)/g, "\\&")
    .replace(/:\/\//g, ":\\//")
    .replace(/@(?=[\w.-]+\.\w)/g, "\\@")
    .replace(/\b(www)\./gi, "$1\\.")
    .replace(/^(\s*)([#+=>|-])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

/** A name in bold; the emptiness of an empty one can be seen. */
export function bold(text: string): string {
  const name = plain(text.trim());
  return name === "" ? '**""**' : `**${name}**`;
}

/** A link of our own; `url` comes from the catalogue. */
export function link(label: string, url: string): string {
  return `[${plain(label)}](${url.replace(/[()\s<>]/g, percent)})`;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** `a`, `b` and 3 more. */
export function codeList(texts: readonly string[], most = 3): string {
  return listed(texts.map(code), most);
}

/** a, b and 3 more. */
export function listed(items: readonly string[], most = 3, last = "and"): string {
  const more = items.length - most;
  if (more > 0) return `${items.slice(0, most).join(", ")} and ${more} more`;
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}
