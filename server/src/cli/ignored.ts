import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

interface FolderRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Rules of `.gitignore` files: each counts for its folder and below, the inner ones after the outer ones. */
export class Ignored {
  readonly #rules: readonly FolderRules[];

  private constructor(rules: readonly FolderRules[]) {
    this.#rules = rules;
  }

  /** The rules that count inside a folder: its own are added by `enter`, those of its repository above it are here. */
  static above(folder: string): Ignored {
    const repository = ancestors(folder).find((one) => existsSync(path.join(one, ".git")));
    if (repository === undefined) return new Ignored([]);
    const between = ancestors(path.dirname(folder)).filter((one) => isIn(one, repository));
    const outer = between.reverse().reduce((ignored, one) => ignored.enter(one), new Ignored([]));
    // Somebody who names an ignored folder wants it checked.
    return outer.has(folder, true) ? new Ignored([]) : outer;
  }

  /** With the rules of one more folder. */
  enter(folder: string): Ignored {
    const text = textOf(path.join(folder, ".gitignore"));
    if (text === undefined) return this;
    return new Ignored([...this.#rules, { folder, rules: ignore({ ignorecase: false }).add(text) }]);
  }

  /** Whether a path is left out; the last rule that knows it decides. */
  has(file: string, isFolder: boolean): boolean {
    let left = false;
    for (const { folder, rules } of this.#rules) {
      const relative = path.relative(folder, file).split(path.sep).join("/");
      if (!ignore.isPathValid(relative)) continue;
      const result = rules.test(isFolder ? `${relative}/` : relative);
      if (result.ignored) left = true;
      else if (result.unignored) left = false;
    }
    return left;
  }
}

/** A folder and all above it, the innermost first. */
function ancestors(folder: string): readonly string[] {
  const up = path.dirname(folder);
  return up === folder ? [folder] : [folder, ...ancestors(up)];
}

function isIn(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
