/** A text that JSON does not know as one, although it is plain where it begins and ends. */
export interface LooseText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const singleQuoted = /'([^'"\\\r\n]*)'/y;
const bareKey = /[A-Za-z_$][\w$-]*(?=[ \t]*:)/y;

/** `'text'`, and where a key may stand also `word:`; undefined for everything else. */
export function looseTextAt(text: string, start: number, isKeyPlace: boolean): LooseText | undefined {
  singleQuoted.lastIndex = start;
  const quoted = singleQuoted.exec(text);
  if (quoted) return { start, end: singleQuoted.lastIndex, text: quoted[1] ?? "" };
  bareKey.lastIndex = start;
  const bare = isKeyPlace ? bareKey.exec(text) : null;
  return bare ? { start, end: bareKey.lastIndex, text: bare[0] } : undefined;
}
