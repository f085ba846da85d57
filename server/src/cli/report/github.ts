import type { CheckedFile, CheckedFinding, Format, Unread } from "./report.ts";
import { summaryLine } from "./summary.ts";
import { shown } from "./terminal.ts";

/**
 * Workflow commands of GitHub Actions: annotations on the lines of a pull request. In the log only the message of a command can be
 * seen, so it begins with the place. Then the summary.
 */
export function github({ quiet }: { readonly quiet: boolean }): Format {
  return {
    shows: "findings",
    between: "",
    begin: () => "",
    file: annotationsOf,
    end: (outcome) => (quiet ? "" : summaryLine(outcome)),
  };
}

const commandOf = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

function annotationsOf({ path, error, findings }: CheckedFile): string {
  const unread = error === null ? "" : unreadAnnotation({ path, error });
  return unread + findings.map((finding) => annotationOf(path, finding)).join("");
}

function unreadAnnotation({ path, error }: Unread): string {
  return command("error", { file: path, title: "trust-policy" }, `${path}: not checked: ${error}.`);
}

function annotationOf(path: string, { rule, severity, message, range, fixes }: CheckedFinding): string {
  const { start, end } = range;
  const oneLine = start.line === end.line;
  const place = {
    file: path,
    line: String(start.line),
    ...(oneLine ? { col: String(start.column) } : {}),
    endLine: String(end.line),
    // The last character counts in (one alone has its column twice), and columns are for a single line.
    ...(oneLine ? { endColumn: String(Math.max(start.column, end.column - 1)) } : {}),
    title: rule,
  };
  const fix = fixes[0] ? ` Fix: ${fixes[0].title}.` : "";
  return command(commandOf[severity], place, `${path}:${start.line}:${start.column}: ${message}${fix}`);
}

/**
 * Policy text and names of files cannot end a command or begin another one: both are escaped as the runner reads them. What a
 * terminal would obey is shown as an escape, also where the runner then finds no file of that name.
 */
function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${propertyOf(value)}`);
  return `::${name} ${written.join(",")}::${dataOf(message)}\n`;
}

function dataOf(text: string): string {
  return escaped(shown(text));
}

function propertyOf(text: string): string {
  return shown(escaped(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
