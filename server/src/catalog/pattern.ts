/** Patterns of the catalogue, tried on texts that come from policies. */

const compiled = new Map<string, RegExp>();

/** A trust policy has room for no longer value; a longer text is not worth the time. */
const longest = 8192;

/**
 * Whether `text` fits the pattern of a key, subject or limit (ECMAScript source, `^` and `$` included). `undefined` for a
 * text that is too long to try.
 */
export function fitsPattern(pattern: string, text: string): boolean | undefined {
  if (text.length > longest) return undefined;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
