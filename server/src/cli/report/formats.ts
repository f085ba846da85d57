import type { CheckOptions } from "../options.ts";
import { github } from "./github.ts";
import { json, ndjson } from "./json.ts";
import type { Look } from "./look.ts";
import type { Format } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** The format that was asked for. */
export function formatFor({ format, quiet }: Pick<CheckOptions, "format" | "quiet">, look: Look): Format {
  switch (format) {
    case "json":
      return json;
    case "ndjson":
      return ndjson;
    case "sarif":
      return sarif;
    case "github":
      return github({ quiet });
    case "text":
      return text({ quiet, ...look });
  }
}
