/** Reads the text that `scripts/generate/tables.ts` prints: nothing of a table but its names, until somebody asks for a row. */
import { shared } from "./catalog.generated.ts";
import { once } from "./lookup.ts";

/** One row of a table. Its entry is made when it is first asked for, and is the same object from then on. */
export class Row<T> {
  readonly #read: (row: string) => T;
  readonly #text: string;
  #entry: { readonly value: T } | undefined;

  constructor(text: string, read: (row: string) => T) {
    this.#text = text;
    this.#read = read;
  }

  /** The first cell. */
  get name(): string {
    return this.#text.slice(2, this.#text.indexOf('"', 2));
  }

  get entry(): T {
    this.#entry ??= { value: this.#read(this.#text) };
    return this.#entry.value;
  }
}

/** The rows of a table in their order; `unpack` gets the cells of one by the names of their columns. */
export function tableOf<Packed, T = Packed>(
  text: string,
  unpack: (packed: Packed) => T,
): { readonly rows: () => readonly Row<T>[]; readonly entries: () => readonly T[] } {
  const rows = once(() => {
    const [head = "", ...lines] = text.split("\n");
    const columns = head.split(" ");
    const read = (line: string) => unpack(cellsOf(columns, JSON.parse(line)) as Packed);
    return lines.map((line) => new Row(line, read));
  });
  return { rows, entries: once(() => rows().map(({ entry }) => entry)) };
}

/** For entries that are packed as they are. */
export function asIs<T>(entry: T): T {
  return entry;
}

/** Null stands for a cell that is empty. */
function cellsOf(columns: readonly string[], cells: readonly unknown[]): object {
  const entry: Record<string, unknown> = {};
  cells.forEach((cell, index) => {
    const column = columns[index];
    if (cell !== null && column !== undefined) entry[column] = restored(cell);
  });
  return entry;
}

/** A value that is no table. */
export function parsed<T>(text: string): T {
  return restored(JSON.parse(text)) as T;
}

const sharedLines = once(() => shared.split("\n"));
const sharedValues = new Map<number, unknown>();

function sharedValue(index: number): unknown {
  const known = sharedValues.get(index);
  if (known !== undefined) return known;
  const value = parsed(sharedLines()[index] ?? "null");
  sharedValues.set(index, value);
  return value;
}

/** The value with what its references stand for in their place. */
function restored(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("#") ? sharedValue(Number(value.slice(1))) : value;
  if (Array.isArray(value)) return value.map(restored);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, restored(member)]));
}
