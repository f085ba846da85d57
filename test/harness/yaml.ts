/**
 * The part of YAML that our own files use: mappings and lists by indentation, lists in brackets, `{}`, quoted and plain texts, and blocks
 * after `|`. Everything else throws, so that nobody relies on what this does not read. Plain texts stay texts, numbers too.
 */
export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

export function parseYaml(source: string): Yaml {
  const lines = source
    .split("\n")
    .map((raw): Line => ({ indent: raw.length - raw.trimStart().length, text: raw.trim() }));
  const reader = new Reader(lines);
  const value = reader.node(0);
  reader.end();
  return value;
}

class Reader {
  #at = 0;
  readonly #lines: Line[];

  constructor(lines: readonly Line[]) {
    this.#lines = [...lines];
  }

  /** The mapping or list that begins at the next line with content, indented by at least `least`. */
  node(least: number): Yaml {
    const line = this.#next();
    if (!line || line.indent < least)
      throw new Error(`Nothing stands where a value should, before line ${this.#at + 1}.`);
    return line.text.startsWith("- ") ? this.#list(line.indent) : this.#mapping(line.indent);
  }

  end(): void {
    const line = this.#next();
    if (line) throw new Error(`Line ${this.#at + 1} is read by nothing: ${line.text}`);
  }

  #next(): Line | undefined {
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#lines[this.#at];
      if (line && line.text !== "" && !line.text.startsWith("#")) return line;
    }
    return undefined;
  }

  #list(indent: number): readonly Yaml[] {
    const items: Yaml[] = [];
    for (let line = this.#next(); line?.indent === indent && line.text.startsWith("- "); line = this.#next()) {
      const rest = line.text.slice(2).trim();
      if (keyOf(rest) === undefined) {
        this.#at++;
        items.push(this.#value(rest, indent));
      } else {
        this.#lines[this.#at] = { indent: indent + 2, text: rest };
        items.push(this.#mapping(indent + 2));
      }
    }
    return items;
  }

  #mapping(indent: number): { readonly [key: string]: Yaml } {
    const entries: [string, Yaml][] = [];
    for (let line = this.#next(); line?.indent === indent && !line.text.startsWith("- "); line = this.#next()) {
      const key = keyOf(line.text);
      if (key === undefined) throw new Error(`Line ${this.#at + 1} is no entry: ${line.text}`);
      if (entries.some(([other]) => other === key)) throw new Error(`${key} stands twice, in line ${this.#at + 1}.`);
      this.#at++;
      entries.push([key, this.#value(line.text.slice(key.length + 1).trim(), indent)]);
    }
    return Object.fromEntries(entries);
  }

  #value(text: string, indent: number): Yaml {
    if (text === "|") return this.#block(indent);
    if (text !== "") return scalar(text);
    const next = this.#next();
    if (next && (next.indent > indent || (next.indent === indent && next.text.startsWith("- "))))
      return this.node(indent);
    return "";
  }

  /** The lines that are indented further, without the indentation of the first. */
  #block(indent: number): string {
    const texts: string[] = [];
    let own: number | undefined;
    for (let line = this.#lines[this.#at]; line; line = this.#lines[++this.#at]) {
      if (line.text !== "" && line.indent <= indent) break;
      own ??= line.indent;
      texts.push(line.text === "" ? "" : " ".repeat(line.indent - own) + line.text);
    }
    return `${texts.join("\n").trimEnd()}\n`;
  }
}

function keyOf(text: string): string | undefined {
  return /^([A-Za-z_][\w-]*):(?: |$)/.exec(text)?.[1];
}

function scalar(text: string): Yaml {
  if (text === "{}") return {};
  if (text.startsWith("[") && text.endsWith("]"))
    return text
      .slice(1, -1)
      .split(",")
      .map((one) => scalar(one.trim()));
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(text);
  if (quoted) return quoted[1] ?? quoted[2] ?? "";
  if (/^[&*!|>@`{["'%]|: | #/.test(text)) throw new Error(`This is YAML that is not read here: ${text}`);
  return text;
}
