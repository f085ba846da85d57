/** A policy variable in a text: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`. */
export interface Variable {
  /** Indices of the text, braces included. */
  readonly start: number;
  readonly end: number;
  /** The key, without the default. */
  readonly name: string;
}

/** The variables of a text. `${*}`, `${?}` and `${$}` are IAM's escapes and none. */
export function variablesIn(text: string): readonly Variable[] {
  const found: Variable[] = [];
  for (let start = text.indexOf("${"); start !== -1; start = text.indexOf("${", start + 2)) {
    const close = text.indexOf("}", start);
    if (close === -1) break;
    const inner = text.slice(start + 2, close);
    const comma = inner.indexOf(",");
    const name = (comma === -1 ? inner : inner.slice(0, comma)).trim();
    if (name !== "" && !/^[*?$]$/.test(name)) found.push({ start, end: close + 1, name });
  }
  return found;
}
