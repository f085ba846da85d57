import { type RuleExample, type RulePage, rulePage, rulePages } from "../service.ts";
import { noSuchRule } from "./args.ts";
import type { RulesOptions } from "./options.ts";
import { printed, schemaVersion } from "./report/json.ts";
import { type Look, lookOf, type Paint, painter, wrapped } from "./report/look.ts";
import { tool } from "./report/report.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lists the rules, or tells all of one. Throws a UsageError when there is no such rule. */
export function rules({ name, format }: RulesOptions, around: Surroundings): number {
  const look = lookOf(around);
  if (name === undefined) {
    const pages = rulePages();
    around.stdout.write(format === "json" ? listAsJson(pages) : list(pages, look));
    return 0;
  }
  const page = rulePage(name);
  if (!page) throw noSuchRule(name);
  around.stdout.write(format === "json" ? `${printed({ schemaVersion, tool, rule: page }, 2)}\n` : whole(page, look));
  return 0;
}

function listAsJson(pages: readonly RulePage[]): string {
  const listed = pages.map(({ name, severity, group, since, summary, references }) => {
    return { name, severity, group, since, summary, url: references[0] };
  });
  return `${printed({ schemaVersion, tool, rules: listed }, 2)}\n`;
}

const severityWidth = "information".length;

/** A line for each rule; on a terminal too narrow for it the summary goes below. */
function list(pages: readonly RulePage[], { colours, columns }: Look): string {
  const paint = painter(colours);
  const nameWidth = Math.max(...pages.map(({ name }) => name.length));
  const before = nameWidth + severityWidth + 4;
  const room = columns === undefined ? Number.POSITIVE_INFINITY : columns - before;
  const lines = pages.map(({ name, severity, summary }) => {
    const head = `${paint("rule", name)}${" ".repeat(nameWidth - name.length)}  ${paint(severity, severity)}`;
    if (room < 30) return [head, ...indented(wrapped(summary, (columns ?? 80) - 2), 2)].join("\n");
    const [first = "", ...rest] = wrapped(summary, room);
    return [`${head}${" ".repeat(severityWidth - severity.length)}  ${first}`, ...indented(rest, before)].join("\n");
  });
  return `${lines.join("\n")}\n`;
}

function whole(page: RulePage, { colours, columns }: Look): string {
  const paint = painter(colours);
  const width = Math.min(columns ?? 100, 100);
  const { name, severity, group, since, formerly, summary, why, advice, examples, references } = page;
  const former = formerly.length > 0 ? ` · formerly ${formerly.join(", ")}` : "";
  const title = (text: string) => `\n${paint("bold", text)}`;
  return `${[
    paint("rule", name),
    ...wrapped(summary, width),
    `${paint(severity, severity)} · ${group} · since ${since}${former}`,
    title("Why"),
    ...wrapped(why, width),
    title("What to do"),
    ...wrapped(advice, width),
    ...examples.flatMap((example) => [title("Example"), ...exampleLines(example, width, paint)]),
    title("Sources"),
    ...references,
  ].join("\n")}\n`;
}

/** JSON stays as it is written; what is said below its marks is broken like any text. */
function exampleLines({ settings, date, bad, good }: RuleExample, width: number, paint: Paint): readonly string[] {
  const set = Object.entries(settings).map(
    ([key, value]) => `With "${key}": ${JSON.stringify(value)} in .trust-policy.jsonc.`,
  );
  const day = date === undefined ? [] : [`On ${date}.`];
  const lines = bad.split("\n").flatMap((line) => {
    if (/^ *\^+$/.test(line)) return [paint("warning", `  ${line}`)];
    const said = /^(error|warning|information|hint): /.test(line);
    return said ? indented(wrapped(line, width - 2), 2).map((one) => paint("warning", one)) : [`  ${line}`];
  });
  return [...set, ...day, ...lines, "Better:", ...indented(good.split("\n"), 2)];
}

function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => `${" ".repeat(by)}${line}`);
}
