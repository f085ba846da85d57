import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type DocumentFinding, open, type Snapshot, type Span } from "../service.ts";
import { Lines } from "../text/lines.ts";
import type { CheckOptions } from "./args.ts";
import type { Configuration, Configurations } from "./configurations.ts";
import { type ListedFile, reasonOf, shownPath } from "./files.ts";
import type { FileReport, FindingReport, Position } from "./report/report.ts";

/** A file that was looked at, with its text. */
export interface Checked {
  readonly report: FileReport;
  readonly text: string;
}

export interface CheckContext {
  readonly options: CheckOptions;
  readonly configurations: Configurations;
  readonly cwd: string;
  readonly now: number;
}

/** Past this a file is not read at all. */
const largest = 100 * 1024 * 1024;

/** Reads and checks one file; what cannot be read is reported and nothing is thrown. */
export function checkFile(file: ListedFile, context: CheckContext): Checked {
  if (file.error !== undefined) return failed(file.shown, file.error);
  try {
    const stat = statSync(file.absolute);
    if (stat.size > largest) return failed(file.shown, "it is larger than 100 MB");
    return checkBytes(readFileSync(file.absolute), file, context);
  } catch (error) {
    return failed(file.shown, reasonOf(error));
  }
}

/** Checks what was read, wherever it comes from. */
export function checkBytes(bytes: Uint8Array, file: ListedFile, context: CheckContext): Checked {
  const decoded = decode(bytes);
  if (decoded.text === undefined) return failed(file.shown, decoded.error);
  return checkText(decoded.text, file, context);
}

function checkText(text: string, { absolute, shown }: ListedFile, context: CheckContext): Checked {
  const { options, configurations, cwd, now } = context;
  const { config, named } = configurations.of(absolute, cwd);
  const broken: string[] = [];
  const snapshot = open(text, {
    languageId: path.extname(absolute).toLowerCase() === ".jsonc" ? "jsonc" : "json",
    named: named || options.asTrustPolicy,
    config: { ...config, rules: { ...config.rules, ...options.rules } },
    now,
    failed: (rule) => void broken.push(rule),
  });
  const lines = new Lines(text);
  const findings = snapshot.findings.map((finding) => findingReport(finding, snapshot, lines));
  const policies = snapshot.policies.map(({ site }) => ({
    label: site.label,
    line: lines.at(site.span.start).line + 1,
  }));
  const error = broken.length === 0 ? null : `a fault in this program: the rules ${broken.join(", ")} failed`;
  return { report: { path: shown, error, policies, findings }, text };
}

/** The problems of a configuration, as findings about its file; undefined when there are none. */
export function checkConfiguration({ absolute, text, reading }: Configuration, cwd: string): Checked | undefined {
  if (reading.problems.length === 0) return undefined;
  const lines = new Lines(text);
  const findings = reading.problems.map(({ message, severity, span }): FindingReport => {
    const range = rangeOf(span ?? { start: 0, end: 0 }, lines);
    return { rule: "configuration", severity, message, policy: null, range, url: null, fixes: [] };
  });
  return { report: { path: shownPath(absolute, cwd), error: null, policies: [], findings }, text };
}

function failed(shown: string, error: string): Checked {
  return { report: { path: shown, error, policies: [], findings: [] }, text: "" };
}

function findingReport(finding: DocumentFinding, snapshot: Snapshot, lines: Lines): FindingReport {
  const { rule, severity, message, policy, span, url } = finding;
  const fixes = snapshot.fixes(finding).map(({ title, safe }) => ({ title, safe }));
  return { rule, severity, message, policy: policy ?? null, range: rangeOf(span, lines), url, fixes };
}

function rangeOf(span: Span, lines: Lines): FindingReport["range"] {
  return { start: positionOf(span.start, lines), end: positionOf(span.end, lines) };
}

function positionOf(offset: number, lines: Lines): Position {
  const { line, column } = lines.at(offset);
  return { line: line + 1, column: column + 1, offset };
}

type Decoded = { readonly text: string } | { readonly text: undefined; readonly error: string };

/** A byte order mark stays: IAM does not take it, and a rule says so. */
function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { text: undefined, error: "it is UTF-16; save it as UTF-8" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { text: undefined, error: "it is not UTF-8 text" };
  }
}
