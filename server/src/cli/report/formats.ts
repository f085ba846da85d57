import type { CheckOptions } from "../args.ts";
import type { Surroundings } from "../surroundings.ts";
import { json, ndjson } from "./json.ts";
import type { Format } from "./report.ts";
import { text } from "./text.ts";

/** What the place that the output goes to can show. */
export interface Look {
  readonly colours: boolean;
  /** How wide a terminal is. */
  readonly columns: number;
}

export function lookOf({ stdout, env }: Pick<Surroundings, "stdout" | "env">): Look {
  const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  return { colours, columns: stdout.columns ?? 140 };
}

/** The format that was asked for. */
export function formatFor({ format, quiet }: Pick<CheckOptions, "format" | "quiet">, look: Look): Format {
  switch (format) {
    case "json":
      return json;
    case "ndjson":
      return ndjson;
    case "text":
      return text({ quiet, ...look });
  }
}
