/**
 * How a backtracking engine works through a text: the steps it takes, counted instead of timed. Enough of the notation for the
 * regular expressions of this project; what it does not know it refuses.
 */

type Node =
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly options: readonly Node[] }
  | { readonly kind: "one"; readonly fits: (char: string) => boolean }
  | {
      readonly kind: "repeat";
      readonly body: Node;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "edge"; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: "look"; readonly body: Node; readonly ahead: boolean; readonly negative: boolean };

export interface Expression {
  readonly root: Node;
  /** It is tried where it is told to, and nowhere else. */
  readonly sticky: boolean;
}

/** A sample of each sort of character that texts are made of. */
const alphabet = [...`a/:-.*?0A_ "'{}$[],+=@<>#%x\\!~()\t\n|;T\u0001\ud800`];

export function parseExpression({ source, flags }: RegExp): Expression {
  const parser = new Parser(source, flags);
  return { root: parser.choice(), sticky: flags.includes("y") };
}

class Parser {
  #at = 0;
  readonly #source: string;
  readonly #flags: string;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags.replace(/[gdy]/g, "");
  }

  choice(): Node {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    return { kind: "choice", options };
  }

  #sequence(): Node {
    const items: Node[] = [];
    while (this.#at < this.#source.length && !/^[|)]/.test(this.#rest)) items.push(this.#quantified(this.#atom()));
    return { kind: "sequence", items };
  }

  get #rest(): string {
    return this.#source.slice(this.#at);
  }

  #take(text: string): boolean {
    const found = this.#rest.startsWith(text);
    if (found) this.#at += text.length;
    return found;
  }

  #quantified(body: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/.exec(this.#rest);
    if (!found) return body;
    const [whole, sign, from, comma, to, lazy] = found;
    this.#at += whole.length;
    const least = sign === undefined ? Number(from) : sign === "+" ? 1 : 0;
    const upper = comma === "" ? least : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    const most = sign === undefined ? upper : sign === "?" ? 1 : Number.POSITIVE_INFINITY;
    return { kind: "repeat", body, least, most, lazy: lazy === "?" };
  }

  #atom(): Node {
    if (this.#take("^")) return { kind: "edge", holds: this.#edge("^") };
    if (this.#take("$")) return { kind: "edge", holds: this.#edge("$") };
    if (/^\\[bB]/.test(this.#rest)) {
      const name = this.#rest.slice(0, 2);
      this.#at += 2;
      return { kind: "edge", holds: this.#edge(name) };
    }
    for (const [sign, ahead, negative] of looks) {
      if (this.#take(sign)) return { kind: "look", body: this.#closed(), ahead, negative };
    }
    if (this.#take("(?:")) return this.#closed();
    if (/^\(\?(?!<\w)/.test(this.#rest)) throw new Error(`not understood: ${this.#rest}`);
    const group = /^\((?:\?<\w+>)?/.exec(this.#rest);
    if (group) {
      this.#at += group[0].length;
      return this.#closed();
    }
    return this.#character();
  }

  #closed(): Node {
    const body = this.choice();
    if (!this.#take(")")) throw new Error(`not closed: ${this.#source}`);
    return body;
  }

  #character(): Node {
    const [written = ""] =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^1-9]|[^\\])/i.exec(this.#rest) ?? [];
    if (written === "") throw new Error(`not understood: ${this.#rest}`);
    this.#at += written.length;
    const expression = new RegExp(`^${written}$`, this.#flags);
    return { kind: "one", fits: (char) => expression.test(char) };
  }

  #edge(sign: string): (text: string, at: number) => boolean {
    const expression = new RegExp(sign, `${this.#flags}y`);
    return (text, at) => {
      expression.lastIndex = at;
      return expression.test(text);
    };
  }
}

const looks = [
  ["(?=", true, false],
  ["(?!", true, true],
  ["(?<=", false, false],
  ["(?<!", false, true],
] as const;

/** The steps of a search through a text; no more than `most`. */
export function stepsOf({ root, sticky }: Expression, text: string, most: number): number {
  let steps = 0;
  const matches = (node: Node, at: number, then: (at: number) => boolean): boolean => {
    if (++steps > most) throw new TooMany();
    switch (node.kind) {
      case "one":
        return at < text.length && node.fits(text[at] ?? "") && then(at + 1);
      case "edge":
        return node.holds(text, at) && then(at);
      case "choice":
        return node.options.some((option) => matches(option, at, then));
      case "sequence": {
        const from = (index: number, place: number): boolean => {
          const item = node.items[index];
          return item ? matches(item, place, (next) => from(index + 1, next)) : then(place);
        };
        return from(0, at);
      }
      case "look": {
        const found = node.ahead
          ? matches(node.body, at, () => true)
          : Array.from({ length: Math.min(at, 8) + 1 }).some((_, back) =>
              matches(node.body, at - back, (end) => end === at),
            );
        return found !== node.negative && then(at);
      }
      case "repeat": {
        const more = (count: number, place: number): boolean => {
          const again = () =>
            count < node.most &&
            matches(node.body, place, (next) => (next > place || count < node.least) && more(count + 1, next));
          const enough = () => count >= node.least && then(place);
          return node.lazy ? enough() || again() : again() || enough();
        };
        return more(0, at);
      }
    }
  };
  try {
    const last = sticky ? 0 : text.length;
    for (let start = 0; start <= last; start++) if (matches(root, start, () => true)) break;
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
  }
  return Math.min(steps, most);
}

class TooMany extends Error {}

/** Texts, of about any length, that lead into every repetition of an expression, keep it busy, and then fail it. */
export function* pumped({ root }: Expression): Generator<(length: number) => string> {
  for (const [prefix = "", body = ""] of [...new Set(pumps(root, ""))].map((one) => one.split("\0"))) {
    for (const end of ["\u0001", "", " !"])
      yield (length) => prefix + body.repeat(Math.ceil(length / body.length)) + end;
  }
}

/** What stands in front of a repetition and what it repeats, with a NUL between them. */
function pumps(node: Node, prefix: string): readonly string[] {
  switch (node.kind) {
    case "choice":
      return node.options.flatMap((option) => pumps(option, prefix));
    case "sequence":
      return node.items.flatMap((item, index) =>
        pumps(item, prefix + node.items.slice(0, index).map(shortest).join("")),
      );
    case "look":
      return pumps(node.body, prefix);
    case "repeat": {
      const own = node.most > 20 ? samples(node.body).map((body) => `${prefix}\0${body}`) : [];
      return [...own, ...pumps(node.body, prefix)];
    }
    default:
      return [];
  }
}

function samples(node: Node): readonly string[] {
  if (node.kind === "one") return alphabet.filter(node.fits).slice(0, 6);
  if (node.kind === "choice") return node.options.flatMap(samples);
  const whole = shortest(node);
  const inside =
    node.kind === "sequence"
      ? node.items.flatMap((item) => (item.kind === "repeat" ? samples(item.body) : samples(item)))
      : [];
  return [...new Set([whole, ...inside, ...inside.map((one) => one + whole)])].filter((one) => one !== "");
}

/** A short text that fits. */
function shortest(node: Node): string {
  switch (node.kind) {
    case "one":
      return alphabet.find(node.fits) ?? "é";
    case "choice":
      return node.options[0] ? shortest(node.options[0]) : "";
    case "sequence":
      return node.items.map(shortest).join("");
    case "repeat":
      return shortest(node.body).repeat(node.least);
    default:
      return "";
  }
}
