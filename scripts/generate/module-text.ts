/** Prints JSON values as a TypeScript module in which every value that occurs more than once stands once. */

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

export interface Section {
  readonly name: string;
  readonly type: string;
  readonly value: Json;
}

/** Shorter ones cost more as a name than as a repetition. */
const worthSharing = 12;

/**
 * `export const name = (): type => value;` for each section, after the constants that they share. A function, because an
 * engine skips its body until somebody asks: a server that starts should not pay for data that it does not need yet.
 */
export function moduleText(sections: readonly Section[]): string {
  const counts = new Map<string, number>();
  for (const section of sections) count(section.value, counts);
  const shared = new Map<string, string>();
  const constants: string[] = [];

  function print(value: Json): string {
    const text = JSON.stringify(value);
    if (text.length < worthSharing || (counts.get(text) ?? 0) < 2) return literal(value);
    const known = shared.get(text);
    if (known !== undefined) return known;
    const body = literal(value);
    const name = `v${constants.length}`;
    constants.push(`const ${name} = ${body}${typeof value === "object" ? " as const" : ""};`);
    shared.set(text, name);
    return name;
  }

  function literal(value: Json): string {
    if (Array.isArray(value)) return `[${value.map(print).join(",")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const members = Object.entries(value).map(
      ([name, member]) => `${/^[A-Za-z]\w*$/.test(name) ? name : JSON.stringify(name)}:${print(member)}`,
    );
    return `{${members.join(",")}}`;
  }

  const bodies = sections.map(({ name, type, value }) => {
    const rows = Array.isArray(value) ? `[\n${value.map((row) => `${literal(row)},`).join("\n")}\n]` : literal(value);
    return `export const ${name} = (): ${type} => (${rows});`;
  });
  return `${constants.join("\n")}\n\n${bodies.join("\n\n")}\n`;
}

function count(value: Json, counts: Map<string, number>): void {
  const text = JSON.stringify(value);
  const seen = (counts.get(text) ?? 0) + 1;
  counts.set(text, seen);
  // What lies inside a repeated value is printed once with it.
  if (seen > 1 && text.length >= worthSharing) return;
  if (Array.isArray(value)) for (const item of value) count(item, counts);
  else if (typeof value === "object" && value !== null)
    for (const member of Object.values(value)) count(member, counts);
}
