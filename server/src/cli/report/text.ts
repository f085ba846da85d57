import { type Look, type Paint, painter, wrapped } from "./look.ts";
import type { CheckedFile, CheckedFinding, Format } from "./report.ts";
import { summaryLine } from "./summary.ts";
import { cut, shown } from "./terminal.ts";

export interface TextOptions extends Look {
  readonly quiet: boolean;
}

/** For people: each finding with the line it is about. */
export function text({ quiet, ...look }: TextOptions): Format {
  const page = new Page(look);
  return {
    shows: "lines",
    between: "",
    begin: () => "",
    file: (checked) => page.unread(checked) + checked.findings.map((one) => page.finding(checked.path, one)).join(""),
    end: (outcome) => (quiet ? "" : summaryLine(outcome)),
  };
}

/** What stands before the excerpt of a line: its number and a bar. */
const margin = 7;
/** How much of a line is shown where there is no terminal to say how wide it is. */
const usual = 131;

class Page {
  readonly #paint: Paint;
  readonly #columns: number | undefined;

  constructor({ colours, columns }: Look) {
    this.#paint = painter(colours);
    this.#columns = columns;
  }

  unread({ path, error, policies, findings }: CheckedFile): string {
    if (error === null) return "";
    const read = policies.length + findings.length > 0;
    const message = read ? `${error.slice(0, 1).toUpperCase()}${error.slice(1)}.` : `Not checked: ${error}.`;
    return `${this.#head(path, "error", message)}\n\n`;
  }

  finding(path: string, { range, severity, message, rule, fixes, excerpt }: CheckedFinding): string {
    const { start, end } = range;
    const paint = this.#paint;
    const from = start.column - 1 - excerpt.from;
    const to = end.line === start.line ? end.column - 1 - excerpt.from : excerpt.text.length;
    const width = this.#columns === undefined ? usual : this.#columns - margin - 2;
    const line = cut(excerpt.text, from, Math.max(to, from + 1), width);
    const number = String(start.line).padStart(4);
    const marks = "^".repeat(Math.max(1, line.length));
    const fix = fixes[0] ? ` · fix: ${shown(fixes[0].title)}` : "";
    return [
      this.#head(`${path}:${start.line}:${start.column}`, severity, message),
      paint("dim", `${number} │ `) + line.text,
      ...this.#remark(`${" ".repeat(line.start)}${marks}`, severity, rule, fix),
      "\n",
    ].join("\n");
  }

  #head(place: string, severity: CheckedFinding["severity"], message: string): string {
    const where = shown(place);
    const before = `${this.#paint("bold", where)}  ${this.#paint(severity, severity)}  `;
    const taken = where.length + severity.length + 4;
    return before + this.#broken(shown(message), taken, margin).join(`\n${" ".repeat(margin)}`);
  }

  /** The marks under the line, and behind or below them the rule and what to do. */
  #remark(marks: string, severity: CheckedFinding["severity"], rule: string, fix: string): readonly string[] {
    const bar = this.#paint("dim", "     │ ");
    const marked = bar + marks.slice(0, marks.indexOf("^")) + this.#paint(severity, marks.trimStart());
    const remark = rule + fix;
    const fits = this.#columns === undefined || margin + marks.length + 1 + remark.length <= this.#columns;
    if (fits) return [`${marked} ${this.#coloured(remark, rule)}`];
    return [marked, ...this.#broken(remark, margin, margin).map((line) => bar + this.#coloured(line, rule))];
  }

  /** With the name of the rule in its colour. */
  #coloured(line: string, rule: string): string {
    return line.startsWith(rule) ? this.#paint("rule", rule) + line.slice(rule.length) : line;
  }

  /** On a terminal broken into lines, of which all but the first are indented, and the first has something in front of it. */
  #broken(text: string, taken: number, indent: number): readonly string[] {
    if (this.#columns === undefined) return [text];
    return wrapped(text, this.#columns - indent, taken - indent);
  }
}
