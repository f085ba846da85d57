import type { Output } from "../surroundings.ts";
import type { FileReport, FindingReport, Reporter, Summary } from "./report.ts";
import { cut, shown } from "./terminal.ts";

export interface TextOptions {
  readonly colours: boolean;
  readonly quiet: boolean;
}

/** For people: each finding with the line it is about. */
export function textReporter(out: Output, { colours, quiet }: TextOptions): Reporter {
  const paint = colours
    ? (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m`
    : (_: string, text: string) => text;
  const width = Math.max(60, out.columns ?? 140);
  return {
    file(report, text) {
      if (report.error !== null) {
        out.write(`${shown(report.path)}  ${paint("31", "error")}  Not checked: ${shown(report.error)}.\n`);
      }
      if (report.findings.length === 0) return;
      const lines = text.split(/\r\n|[\r\n]/);
      for (const finding of report.findings) out.write(findingLines(report, finding, lines, width, paint));
    },
    end(summary) {
      if (!quiet) out.write(summaryLine(summary));
    },
  };
}

type Paint = (code: string, text: string) => string;

const colourOf = { error: "31", warning: "33", information: "36", hint: "2" } as const;

function findingLines(
  { path }: FileReport,
  { range: { start, end }, severity, message, rule, fixes }: FindingReport,
  lines: readonly string[],
  width: number,
  paint: Paint,
): string {
  const place = `${shown(path)}:${start.line}:${start.column}`;
  const head = `${paint("1", place)}  ${paint(colourOf[severity], severity)}  ${shown(message)}`;
  const line = lines[start.line - 1] ?? "";
  const to = end.line === start.line ? end.column - 1 : line.length;
  const excerpt = cut(line, start.column - 1, Math.max(to, start.column), width - 9);
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
