/**
 * Globs of file names in a configuration: `*` and `?` within a name, `**` over folders, `[a-z]`, `{one,two}`. Upper and lower
 * case do not count. No regular expression is made of them, so the time grows with glob × path only, whoever wrote the glob.
 */

/** Past this a glob is no glob that somebody wrote. */
const longest = 512;
const mostChoices = 64;

/** Why a text is no glob, as a clause; undefined when it is one. */
export function globProblem(glob: string): string | undefined {
  if (glob === "") return "it is empty";
  if (glob.length > longest) return `it is longer than ${longest} characters`;
  return expand(glob) ? undefined : `its braces have more than ${mostChoices} meanings`;
}

/** Tells of a path whether it fits. */
export type PathTest = (path: string) => boolean;

/** Makes a glob ready for many paths, with forward slashes and relative to the folder that the glob is relative to. */
export function globTest(glob: string): PathTest {
  const choices = glob.length > longest ? [] : (expand(glob.toLowerCase().replace(/^\.\//, "")) ?? []);
  const tests = choices.map((choice) => {
    const tokens = tokensOf(choice);
    const word = longestWord(tokens);
    // Most paths do not have what a glob spells out, and that is told at once.
    return (path: string) => path.includes(word) && matchesTokens(tokens, path);
  });
  return (path) => {
    const plain = path.toLowerCase();
    return tests.some((fits) => fits(plain));
  };
}

/** The globs without braces that a glob stands for; undefined when there are too many. */
function expand(glob: string): readonly string[] | undefined {
  const done: string[] = [];
  const pending = [glob];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (!braces) done.push(next);
    else {
      const [whole, inner = ""] = braces;
      const before = next.slice(0, braces.index);
      const after = next.slice(braces.index + whole.length);
      pending.push(...inner.split(",").map((choice) => before + choice + after));
    }
    if (done.length + pending.length > mostChoices) return undefined;
  }
  return done;
}

type Token =
  /** One character that fits; `char` where there is only one. */
  | { readonly kind: "one"; readonly char?: string; readonly fits: (char: string) => boolean }
  /** `*`: any characters of a name. */
  | { readonly kind: "name" }
  /** `**` and the slash behind it: any folders, or none. */
  | { readonly kind: "folders" }
  /** `**` at the end: anything. */
  | { readonly kind: "rest" };

function tokensOf(glob: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i] ?? "";
    const set = char === "[" ? /^\[(!?)([^\]/]+)\]/.exec(glob.slice(i)) : null;
    if (char === "*" && glob[i + 1] === "*") {
      const folders = glob[i + 2] === "/";
      tokens.push({ kind: folders ? "folders" : "rest" });
      i += folders ? 2 : 1;
    } else if (char === "*") tokens.push({ kind: "name" });
    else if (char === "?") tokens.push({ kind: "one", fits: (other) => other !== "/" });
    else if (set) {
      const [whole, not, members = ""] = set;
      tokens.push({ kind: "one", fits: (other) => other !== "/" && isIn(members, other) === (not === "") });
      i += whole.length - 1;
    } else tokens.push({ kind: "one", char, fits: (other) => other === char });
  }
  return tokens;
}

/** The longest run of characters that every path which fits has. */
function longestWord(tokens: readonly Token[]): string {
  let longestYet = "";
  let word = "";
  for (const token of tokens) {
    word = token.kind === "one" && token.char !== undefined ? word + token.char : "";
    if (word.length > longestYet.length) longestYet = word;
  }
  return longestYet;
}

function isIn(members: string, char: string): boolean {
  for (let i = 0; i < members.length; i++) {
    const from = members[i] ?? "";
    const to = members[i + 1] === "-" ? members[i + 2] : undefined;
    if (to !== undefined && from <= char && char <= to) return true;
    if (to === undefined && from === char) return true;
    if (to !== undefined) i += 2;
  }
  return false;
}

/** All places in the glob that the path may have reached, one character of the path after the other. */
function matchesTokens(tokens: readonly Token[], path: string): boolean {
  let states = new Set<number>();
  enter(0, tokens, true, states);
  for (let i = 0; i < path.length; i++) {
    const char = path[i] ?? "";
    const next = new Set<number>();
    for (const state of states) step(state, tokens, char, next);
    states = next;
  }
  return states.has(tokens.length);
}

function step(state: number, tokens: readonly Token[], char: string, next: Set<number>): void {
  const token = tokens[state];
  const atStart = char === "/";
  if (token?.kind === "one" && token.fits(char)) enter(state + 1, tokens, atStart, next);
  else if (token?.kind === "name" && char !== "/") enter(state, tokens, atStart, next);
  else if (token?.kind === "rest") enter(state, tokens, atStart, next);
  else if (token?.kind === "folders") {
    next.add(state);
    if (atStart) enter(state + 1, tokens, true, next);
  }
}

/** Reaches a place, and those behind it that need no character. `atStart`: a name of the path begins here. */
function enter(state: number, tokens: readonly Token[], atStart: boolean, states: Set<number>): void {
  for (let at = state; ; at++) {
    states.add(at);
    const kind = tokens[at]?.kind;
    const empty = kind === "name" || kind === "rest" || (kind === "folders" && atStart);
    if (!empty) return;
  }
}
