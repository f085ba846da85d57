import type { Surroundings } from "../surroundings.ts";

/** What the output is shown on. */
export interface Look {
  readonly colours: boolean;
  /** How wide the terminal is; undefined: it is none, and lines stay whole so that `grep` finds them. */
  readonly columns: number | undefined;
}

export function lookOf({ stdout, env }: Pick<Surroundings, "stdout" | "env">): Look {
  const terminal = stdout.isTTY === true;
  return {
    colours: terminal && !env.NO_COLOR && env.TERM !== "dumb",
    columns: terminal ? Math.min(160, Math.max(40, stdout.columns ?? 80)) : undefined,
  };
}

/** Text in a colour or another style, where there are colours. */
export type Paint = (style: Style, text: string) => string;
export type Style = keyof typeof codes;

const codes = {
  bold: "1",
  dim: "2",
  rule: "35",
  error: "31",
  warning: "33",
  information: "36",
  hint: "2",
} as const;

export function painter(colours: boolean): Paint {
  return colours ? (style, text) => (text === "" ? "" : `\u001b[${codes[style]}m${text}\u001b[0m`) : (_, text) => text;
}

/**
 * A text in lines of at most `width` characters, broken at blanks; a word that is longer stays whole. The first line is `taken`
 * characters shorter: something stands in front of it.
 */
export function wrapped(text: string, width: number, taken = 0): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let room = width - taken;
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    const isBegun = line !== "" || (lines.length === 0 && taken > 0);
    if (longer.length > room && isBegun) {
      lines.push(line);
      line = word;
      room = width;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
