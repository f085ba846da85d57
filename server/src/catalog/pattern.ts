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
  const hasWildcard = text.includes("*") || text.includes("?");
  const tries = triesOf(entries);
  return entries.find((_, index) => {
    const one = tries[index];
    return one !== undefined && (hasWildcard || !one.demandsWildcard) && one.expression.test(text);
  });
}

interface Try {
  readonly expression: RegExp;
  readonly demandsWildcard: boolean;
}

const prepared = new WeakMap<readonly object[], readonly Try[]>();

function triesOf(entries: readonly { readonly pattern: string }[]): readonly Try[] {
  const known = prepared.get(entries);
  if (known) return known;
  const tries = entries.map(({ pattern }) => ({
    expression: expressionOf(pattern),
    demandsWildcard: demandsWildcard(pattern),
  }));
  prepared.set(entries, tries);
  return tries;
}

/**
 * Whether only a text with `*` or `?` fits a pattern, as far as it is plain to see: a class of them stands outside all groups, and
 * not as one that may be left out. Many are, and most texts have no wildcard.
 */
export function demandsWildcard(pattern: string): boolean {
  const plain = pattern.replace(/\([^()]*\)/g, "").replace(/\[\*\??\][*?]/g, "");
  return !/[()|]/.test(plain) && /\[\*\??\]/.test(plain);
}

function expressionOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const expression = new RegExp(pattern);
  compiled.set(pattern, expression);
  return expression;
}
