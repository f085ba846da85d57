/** Prints lists of the catalogue as text that `server/src/catalog/table.ts` reads row by row. */

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

export interface Section {
  readonly name: string;
  /** A list becomes a table with its entries as rows, anything else one line of JSON. */
  readonly value: Json;
}

type Entry = { readonly [name: string]: Json };

/** Shorter ones cost more as a reference than as a repetition. */
const worthSharing = 12;

/**
 * `export const name = …;` for each section, and `shared`: the values that occur more than once, one by line. Text, because an engine
 * reads a string in no time, and a literal of thousands of members not: a server that starts should not pay for data that it does not need.
 */
export function tablesText(sections: readonly Section[]): string {
  const counts = new Map<string, number>();
  for (const { value } of sections) count(value, counts);
  const shared = new Map<string, number>();
  const lines: string[] = [];

  /** The JSON text of a value with references in place of what is shared. */
  function print(value: Json): string {
    const text = JSON.stringify(value);
    if (text.length < worthSharing || (counts.get(text) ?? 0) < 2) return inner(value);
    let index = shared.get(text);
    if (index === undefined) {
      const line = inner(value);
      index = lines.push(line) - 1;
      shared.set(text, index);
    }
    return `"#${index}"`;
  }

  function inner(value: Json): string {
    if (Array.isArray(value)) return `[${value.map(print).join(",")}]`;
    if (typeof value === "string" && value.startsWith("#")) throw new Error(`${value} would be read as a reference.`);
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${print(member)}`);
    return `{${members.join(",")}}`;
  }

  function table(entries: readonly Entry[]): string {
    const columns = columnsOf(entries);
    const rows = entries.map((entry) => {
      const last = columns.findLastIndex((column) => entry[column] !== undefined);
      const [name, ...cells] = columns.slice(0, last + 1).map((column) => entry[column]);
      return `[${[nameText(name), ...cells.map(cellText)].join(",")}]`;
    });
    return [columns.join(" "), ...rows].join("\n");
  }

  const cellText = (cell: Json) => {
    if (cell === null) throw new Error("null stands for a cell that is empty.");
    return cell === undefined ? "null" : print(cell);
  };

  const bodies = sections.map(({ name, value }) => {
    const text = Array.isArray(value) ? table(value as readonly Entry[]) : inner(value);
    return `export const ${name} = ${literal(text)};\n`;
  });
  return `export const shared = ${literal(lines.join("\n"))};\n\n${bodies.join("\n")}`;
}

/** The name first, then the members that most entries have: what is left out at the end of a row costs nothing. */
function columnsOf(entries: readonly Entry[]): readonly string[] {
  const uses = new Map<string, number>();
  for (const entry of entries) for (const name of Object.keys(entry)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const [first = ""] = Object.keys(entries[0] ?? {});
  uses.set(first, Number.POSITIVE_INFINITY);
  return [...uses].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** Names are read without the rest of the row. */
function nameText(name: Json): string {
  const text = JSON.stringify(name);
  if (typeof name !== "string" || name.length + 2 !== text.length) throw new Error(`${text} cannot name a row.`);
  return text;
}

function literal(text: string): string {
  return `\`${text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${")}\``;
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
