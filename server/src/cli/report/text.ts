import type { Look } from "./formats.ts";
import type { CheckedFile, CheckedFinding, Format, Summary } from "./report.ts";
import { cut, shown } from "./terminal.ts";

export interface TextOptions extends Look {
  readonly quiet: boolean;
}

type Paint = (code: string, text: string) => string;

/** For people: each finding with the line it is about. */
export function text({ colours, quiet, columns }: TextOptions): Format {
  const paint: Paint = colours ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_, text) => text;
  const width = Math.min(300, Math.max(60, columns)) - margin;
  return {
    shows: "lines",
    between: "",
    begin: () => "",
    file: (checked) => unread(checked, paint) + findingsOf(checked, width, paint),
    end: (summary) => (quiet ? "" : summaryLine(summary)),
  };
}

/** What stands before the excerpt of a line: its number and a bar. */
const margin = 9;

const colourOf = { error: "31", warning: "33", information: "36", hint: "2" } as const;

function unread({ path, error }: CheckedFile, paint: Paint): string {
  return error === null ? "" : `${shown(path)}  ${paint("31", "error")}  Not checked: ${shown(error)}.\n`;
}

function findingsOf({ path, findings }: CheckedFile, width: number, paint: Paint): string {
  return findings.map((finding) => findingLines(path, finding, width, paint)).join("");
}

function findingLines(path: string, finding: CheckedFinding, width: number, paint: Paint): string {
  const { range, severity, message, rule, fixes } = finding;
  const { start, end } = range;
  const place = `${shown(path)}:${start.line}:${start.column}`;
  const head = `${paint("1", place)}  ${paint(colourOf[severity], severity)}  ${shown(message)}`;
  const line = finding.excerpt;
  const from = start.column - 1 - line.from;
  const to = end.line === start.line ? end.column - 1 - line.from : line.text.length;
  const excerpt = cut(line.text, from, Math.max(to, from + 1), width);
  const number = String(start.line).padStart(4);
  const fix = fixes[0] ? ` · fix: ${shown(fixes[0].title)}` : "";
  const marks = paint(colourOf[severity], "^".repeat(Math.max(1, excerpt.length)));
  return [
    head,
    paint("2", `${number} │ `) + excerpt.text,
    `${paint("2", "     │ ")}${" ".repeat(excerpt.start)}${marks} ${rule}${fix}`,
    "",
    "",
  ].join("\n");
}

function summaryLine({ files, policies, error, warning, information, hint }: Summary): string {
  const found = [
    counted(error, "error", "errors"),
    counted(warning, "warning", "warnings"),
    counted(information, "information", "information"),
    counted(hint, "hint", "hints"),
  ].filter((text) => !text.startsWith("0 "));
  const what = found.length === 0 ? "nothing found" : found.join(", ");
  const looked = counted(files, "file", "files");
  if (policies === 0 && found.length === 0) return `${looked}, no trust policy.\n`;
  return `${looked}, ${counted(policies, "policy", "policies")}: ${what}.\n`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
