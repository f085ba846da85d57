import {
  type DocumentFinding,
  mayHoldPolicy,
  type OpenOptions,
  open,
  plainText,
  type Snapshot,
  type Span,
  type TextFix,
} from "../../service.ts";
import { Lines } from "../../text/lines.ts";
import type { Configurations } from "../configurations.ts";
import type { ListedFile } from "../files.ts";
import type { CheckOptions, ReadOptions } from "../options.ts";
import { excerptAt } from "../report/excerpt.ts";
import type { CheckedFile, CheckedFinding, CheckedFix, Format, Position, Range } from "../report/report.ts";
import { Fingerprints } from "./fingerprints.ts";

/** What is the same for all files of a run. */
export interface ReadContext {
  readonly options: ReadOptions;
  readonly configurations: Configurations;
  readonly cwd: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface CheckContext extends ReadContext {
  readonly options: CheckOptions;
  readonly shows: Format["shows"];
}

/** Where a text begins in the file that it is a part of; lines and columns from 0. */
export interface Origin {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Of a text that is all of its file. */
export const start: Origin = { offset: 0, line: 0, column: 0 };
const noExcerpt = { text: "", from: 0, more: false };

/** Opens the text of a file with the configuration that counts for it; the names of rules that throw go to `broken`. */
export function openText(text: string, file: ListedFile, context: ReadContext, broken: string[]): Snapshot {
  return open(text, { ...circumstancesOf(file, context), failed: (rule) => void broken.push(rule) });
}

/** A cheap look at the text of a file: could there be a policy in it? Never a false no. */
export function isWorthChecking(text: string, file: ListedFile, context: ReadContext): boolean {
  return mayHoldPolicy(text, circumstancesOf(file, context));
}

function circumstancesOf(file: ListedFile, { options, configurations, now }: ReadContext): OpenOptions {
  const { config, named } = file.record ? configurations.ofName(file.shown) : configurations.of(file);
  const languageId = file.shown.toLowerCase().endsWith(".jsonc") ? "jsonc" : "json";
  return { languageId, named: named || options.asTrustPolicy, config, now };
}

/** Checks a text, which may be a part of its file. */
export function checkText(text: string, file: ListedFile, context: CheckContext, origin = start): CheckedFile {
  const broken: string[] = [];
  const snapshot = openText(text, file, context, broken);
  const places = new Places(text, context.shows, origin);
  const told = tellerOf(snapshot, places, context, origin);
  const findings = snapshot.findings.map(told);
  const policies = snapshot.policies.map(({ site }) => ({
    label: site.label,
    line: places.position(site.span.start).line,
  }));
  const error = broken.length === 0 ? null : `a fault in this program: the rules ${broken.join(", ")} failed`;
  const checked: CheckedFile = { path: file.shown, error, policies, findings };
  if (context.shows !== "all") return checked;
  return { ...checked, suppressed: snapshot.suppressed.map((one) => ({ ...told(one), reason: one.reason })) };
}

/** Findings as a format gets them; with fingerprints where it shows them, in the order in which they are asked for. */
function tellerOf(snapshot: Snapshot, places: Places, { shows }: CheckContext, origin: Origin) {
  const marks = shows === "all" ? new Fingerprints(snapshot, origin === start) : undefined;
  return (finding: DocumentFinding): CheckedFinding => {
    const told = places.finding(finding, snapshot.fixes(finding));
    return marks ? { ...told, fingerprints: marks.of(finding, told.range.start.line) } : told;
  };
}

/** Offsets of a text as places in its file. */
export class Places {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #shows: Format["shows"];
  readonly #origin: Origin;

  constructor(text: string, shows: Format["shows"], origin = start) {
    this.#text = text;
    this.#shows = shows;
    this.#lines = new Lines(text);
    this.#origin = origin;
  }

  finding(finding: DocumentFinding, fixes: readonly TextFix[]): CheckedFinding {
    const { rule, severity, message, policy, span, related, url } = finding;
    return {
      rule,
      severity,
      message,
      policy: policy ?? null,
      range: this.range(span),
      related: related.map((other) => ({ message: other.message, range: this.range(other.span) })),
      url,
      fixes: fixes.map((fix) => this.#fix(fix)),
      excerpt: this.excerpt(span),
    };
  }

  position(offset: number): Position {
    const { line, column } = this.#lines.at(offset);
    const origin = this.#origin;
    return {
      line: origin.line + line + 1,
      column: (line === 0 ? origin.column : 0) + column + 1,
      offset: origin.offset + offset,
    };
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  excerpt({ start }: Span): CheckedFinding["excerpt"] {
    if (this.#shows === "findings") return noExcerpt;
    const { line, column } = this.#lines.at(start);
    const excerpt = excerptAt(this.#text, start - column, start);
    return line === 0 ? { ...excerpt, from: excerpt.from + this.#origin.column } : excerpt;
  }

  #fix({ title, safe, blanks, edits }: TextFix): CheckedFix {
    if (this.#shows !== "all") return { title, safe, blanks, edits: [] };
    const printed = edits.map(({ span, text }) => ({ range: this.range(span), text: plainText(text) }));
    return { title, safe, blanks, edits: printed };
  }
}
