import path from "node:path";
import { type DocumentFinding, open, plainText, type Snapshot, type Span, type TextFix } from "../../service.ts";
import { Lines } from "../../text/lines.ts";
import type { CheckOptions } from "../args.ts";
import type { Configurations } from "../configurations.ts";
import type { ListedFile } from "../files.ts";
import { excerptAt } from "../report/excerpt.ts";
import type { CheckedFile, CheckedFinding, CheckedFix, Format, Position, Range } from "../report/report.ts";

/** What is the same for all files of a run. */
export interface CheckContext {
  readonly options: CheckOptions;
  readonly configurations: Configurations;
  readonly shows: Format["shows"];
  readonly cwd: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Where a text begins in the file that it is a part of; lines and columns from 0. */
export interface Origin {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

const start: Origin = { offset: 0, line: 0, column: 0 };
const noExcerpt = { text: "", from: 0, more: false };

/** Opens the text of a file with the configuration that counts for it; the names of rules that throw go to `broken`. */
export function openText(
  text: string,
  { absolute, shown, record }: ListedFile,
  { options, configurations, now }: CheckContext,
  broken: string[],
): Snapshot {
  const { config, named } = record ? configurations.ofName(shown) : configurations.of(absolute);
  return open(text, {
    languageId: path.extname(shown).toLowerCase() === ".jsonc" ? "jsonc" : "json",
    named: named || options.asTrustPolicy,
    config,
    now,
    failed: (rule) => void broken.push(rule),
  });
}

/** Checks a text, which may be a part of its file. */
export function checkText(text: string, file: ListedFile, context: CheckContext, origin = start): CheckedFile {
  const broken: string[] = [];
  const snapshot = openText(text, file, context, broken);
  const places = new Places(text, context.shows, origin);
  const findings = snapshot.findings.map((finding) => places.finding(finding, snapshot.fixes(finding)));
  const policies = snapshot.policies.map(({ site }) => ({
    label: site.label,
    line: places.position(site.span.start).line,
  }));
  const error = broken.length === 0 ? null : `a fault in this program: the rules ${broken.join(", ")} failed`;
  return { path: file.shown, error, policies, findings };
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

  finding({ rule, severity, message, policy, span, url }: DocumentFinding, fixes: readonly TextFix[]): CheckedFinding {
    return {
      rule,
      severity,
      message,
      policy: policy ?? null,
      range: this.range(span),
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

  #fix({ title, safe, edits }: TextFix): CheckedFix {
    if (this.#shows !== "edits") return { title, safe, edits: [] };
    const printed = edits.map(({ span, text }) => ({ range: this.range(span), text: plainText(text) }));
    return { title, safe, edits: printed };
  }
}
