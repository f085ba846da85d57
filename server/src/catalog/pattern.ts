/** Patterns of the catalogue, tried on texts that come from policies. */

const compiled = new Map<string, RegExp>();

/** A trust policy has room for no longer value; a longer text is not worth the time. */
const longest = 8192;

/**
 * Whether `text` fits the pattern of a key, subject or limit (ECMAScript source, `^` and `$` included). `undefined` for a
 * text that is too long to try.
 */
export function fitsPattern(pattern: string, text: string): boolean | undefined {
  return text.length > longest ? undefined : expressionOf(pattern).test(text);
}

/** The first entry whose pattern `text` fits; undefined when there is none, and for a text that is too long to try. */
export function firstFitting<T extends { readonly pattern: string }>(
  entries: readonly T[],
  text: string,
): T | undefined {
  if (text.length > longest) return undefined;
  const expressions = expressionsOf(entries);
  return entries.find((_, index) => expressions[index]?.test(text) === true);
}

function expressionOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const expression = new RegExp(pattern);
  compiled.set(pattern, expression);
  return expression;
}

const compiledLists = new WeakMap<readonly object[], readonly RegExp[]>();

function expressionsOf(entries: readonly { readonly pattern: string }[]): readonly RegExp[] {
  const known = compiledLists.get(entries);
  if (known) return known;
  const expressions = entries.map(({ pattern }) => expressionOf(pattern));
  compiledLists.set(entries, expressions);
  return expressions;
}
