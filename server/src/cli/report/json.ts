import { type CheckedFile, type Format, type Summary, tool } from "./report.ts";

const schemaVersion = 1;

/** One object, which is written as it becomes known. */
export const json: Format = {
  between: ",",
  begin: () => `{\n  "schemaVersion": ${schemaVersion},\n  "tool": ${indented(tool, 1)},\n  "files": [`,
  file: (checked) => `\n    ${indented(reported(checked), 2)}`,
  end: (summary) => `${summary.files > 0 ? "\n  " : ""}],\n  "summary": ${indented(summary, 1)}\n}\n`,
};

/** A line for each file as soon as it is done, then one with the summary. */
export const ndjson: Format = {
  between: "",
  begin: () => "",
  file: (checked) => `${printed(reported(checked))}\n`,
  end: (summary: Summary) => `${printed({ schemaVersion, tool, summary })}\n`,
};

/** A file as others read it; the names and their order are documented. */
function reported({ path, error, policies, findings }: CheckedFile): object {
  return {
    path,
    error,
    policies,
    findings: findings.map(({ rule, severity, message, policy, range, url, fixes }) => ({
      ...{ rule, severity, message, policy, range, url },
      fixes: fixes.map(({ title, safe }) => ({ title, safe })),
    })),
  };
}

function indented(value: object, level: number): string {
  return printed(value, 2).replaceAll("\n", `\n${"  ".repeat(level)}`);
}

/** JSON leaves some control characters as they are; a terminal would obey them. All of them stand inside strings. */
export function printed(value: object, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
