import type { Output } from "../surroundings.ts";
import { type FileReport, type Reporter, type Summary, tool } from "./report.ts";

const schemaVersion = 1;

/** One object at the end. */
export function jsonReporter(out: Output): Reporter {
  const files: FileReport[] = [];
  return {
    file: (report) => void files.push(report),
    end: (summary) => void out.write(`${printed({ schemaVersion, tool, files, summary }, 2)}\n`),
  };
}

/** A line for each file as soon as it is done, then one with the summary. */
export function ndjsonReporter(out: Output): Reporter {
  return {
    file: (report) => void out.write(`${printed(report)}\n`),
    end: (summary: Summary) => void out.write(`${printed({ schemaVersion, tool, summary })}\n`),
  };
}

/** JSON leaves some control characters as they are; a terminal would obey them. All of them stand inside strings. */
function printed(value: object, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
