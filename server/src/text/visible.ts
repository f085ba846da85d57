/** Texts of a document as they can be shown: neither longer than a reader wants nor with characters that deceive him. */

/** Longer texts are cut in the middle: a hover is never longer than a screen. */
export const longest = 240;

/** Characters that cannot be seen, or that change how others are seen. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

export function shortened(text: string, most = longest): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  return `${text.slice(0, half)}…${text.slice(-half)}`;
}

/** What most texts are made of: characters that need no second look. */
const plainOnly = /^[ -~\u00b7\u2013\u2026]*$/;

/** Escapes as in JSON for what cannot be seen. Halves of surrogate pairs, too. */
export function visible(text: string): string {
  if (plainOnly.test(text)) return text;
  return text
    .replace(invisible, escaped)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, escaped);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
