import type { Configuration } from "../configurations.ts";
import type { ListedFile } from "../files.ts";
import type { CheckedFile, CheckedFinding } from "../report/report.ts";
import { Places } from "./check-text.ts";

/** The problems of a configuration, as findings about its file. */
export function checkConfiguration({ shown }: ListedFile, { text, reading }: Configuration): CheckedFile {
  const places = new Places(text, "lines");
  const findings = reading.problems.map(({ message, severity, span = { start: 0, end: 0 } }): CheckedFinding => {
    const place = { range: places.range(span), excerpt: places.excerpt(span) };
    return { rule: "configuration", severity, message, policy: null, related: [], url: null, fixes: [], ...place };
  });
  return { path: shown, error: null, policies: [], findings };
}
