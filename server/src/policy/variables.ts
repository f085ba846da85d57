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

/** A part of a value that may hold variables: text, a sign that stands for itself, or a variable with its default. */
export type ValuePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sign"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string; readonly fallback: string | undefined };

const variable = /\$\{(?:([*?$])|([^\s,'{}$*?]+)(?:, '([^']*)')?)\}/g;

/**
 * A value taken apart: `${*}`, `${?}` and `${$}` are signs, `${key}` and `${key, 'default'}` are variables. Undefined when it has
 * a `${` that IAM does not read as any of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function partsOfValue(text: string): readonly ValuePart[] | undefined {
  const parts: ValuePart[] = [];
  let from = 0;
  const addText = (end: number) => {
    if (end > from) parts.push({ kind: "text", text: text.slice(from, end) });
  };
  for (const { 0: whole, 1: sign, 2: name = "", 3: fallback, index } of text.matchAll(variable)) {
    addText(index);
    parts.push(sign === undefined ? { kind: "variable", name, fallback } : { kind: "sign", text: sign });
    from = index + whole.length;
  }
  addText(text.length);
  return parts.some((part) => part.kind === "text" && part.text.includes("${")) ? undefined : parts;
}
