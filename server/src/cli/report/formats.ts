import type { CheckOptions } from "../args.ts";
import type { Surroundings } from "../surroundings.ts";
import { json, ndjson } from "./json.ts";
import type { Format } from "./report.ts";
import { text } from "./text.ts";

/** The format that was asked for, as the terminal can show it. */
export function formatFor(
  { format, quiet }: Pick<CheckOptions, "format" | "quiet">,
  { stdout, env }: Pick<Surroundings, "stdout" | "env">,
): Format {
  switch (format) {
    case "json":
      return json;
    case "ndjson":
      return ndjson;
    case "text": {
      const colours = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
      return text({ quiet, colours, columns: stdout.columns ?? 140 });
    }
  }
}
