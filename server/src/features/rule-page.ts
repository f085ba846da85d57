import type { Config } from "../config/config.ts";
import { defaultConfig } from "../config/config.ts";
import type { Example, Rule, RuleGroup, Severity } from "../rules/define.ts";
import type { Finding } from "../rules/run.ts";
import { wholePolicy } from "../rules/shared/example.ts";
import { Lines } from "../text/lines.ts";

/** What there is to know of a rule. Plain text, all of it ours. */
export interface RulePage {
  readonly name: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** The version that brought it. */
  readonly since: string;
  readonly formerly: readonly string[];
  /** One sentence. */
  readonly summary: string;
  readonly why: string;
  readonly advice: string;
  readonly examples: readonly RuleExample[];
  /** The pages it rests on, the most telling first. */
  readonly references: readonly string[];
}

export interface RuleExample {
  /** What is set in the configuration, for a rule that depends on it. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The day it plays on, where that counts. */
  readonly date: string | undefined;
  /** JSON text with the finding below the line that it underlines. */
  readonly bad: string;
  readonly good: string;
}

/** Finds what is wrong in a policy that is one by its name. */
export type FindIn = (text: string, config: Config, now: number | undefined) => readonly Finding[];

export function rulePageOf({ meta }: Rule, find: FindIn): RulePage {
  const { name, group, severity, since, formerly = [], summary, why, advice, references } = meta;
  const examples = meta.examples.map((example) => exampleOf(name, example, find));
  return { name, group, severity, since, formerly, summary, why, advice, examples, references };
}

function exampleOf(rule: string, { bad, good, settings }: Example, find: FindIn): RuleExample {
  const { now, quota, ...lists } = settings ?? {};
  const set = quota === undefined ? lists : { ...lists, roleTrustPolicyQuota: quota };
  const whole = wholePolicy(bad);
  const finding = find(whole.text, { ...defaultConfig, ...set }, now).find((one) => one.rule === rule);
  const date = now === undefined ? undefined : new Date(now).toISOString().slice(0, 10);
  return { settings: set, date, bad: finding ? underlined(bad, finding, whole.before.length) : bad, good };
}

/** `before` characters stand in front of the text in what was checked. */
function underlined(text: string, { span, severity, message }: Finding, before: number): string {
  const { line, column } = new Lines(text).at(Math.max(0, span.start - before));
  const lines = text.split("\n");
  const width = Math.max(1, Math.min(span.end - span.start, (lines[line] ?? "").length - column));
  lines.splice(line + 1, 0, `${" ".repeat(column)}${"^".repeat(width)}`, `${severity}: ${message}`);
  return lines.join("\n");
}

/** The page as Markdown, without its title. */
export function ruleMarkdown(page: RulePage): string {
  const { severity, group, since, formerly, examples } = page;
  const former = formerly.length > 0 ? ` · formerly ${formerly.join(", ")}` : "";
  return [
    prose(page.summary),
    `**${severity}** · ${group} · since ${since}${former}`,
    "## Why",
    prose(page.why),
    "## What to do",
    prose(page.advice),
    examples.length === 1 ? "## Example" : "## Examples",
    ...examples.flatMap(exampleMarkdown),
    "## Sources",
    page.references.map((url) => `- <${url}>`).join("\n"),
  ].join("\n\n");
}

function exampleMarkdown({ settings, date, bad, good }: RuleExample): readonly string[] {
  const set = Object.entries(settings).map(
    ([name, value]) => `With \`"trustPolicy.${name}": ${JSON.stringify(value)}\`.`,
  );
  const day = date === undefined ? [] : [`On ${date}.`];
  return [...[...set, ...day], fence("text", bad), "Better:", fence("json", good)];
}

/** A fence that is longer than any inside it. */
function fence(language: string, text: string): string {
  const ticks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** Plain text as Markdown. */
export function prose(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, "\\$&");
}
