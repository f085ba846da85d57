import type { ListedFile } from "../files.ts";
import type { CheckedFile, Format, Outcome, Summary, Unread } from "../report/report.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { type Content, checkContent, readContent } from "./check-file.ts";
import type { Ready } from "./job.ts";
import { PiecePrinter } from "./pieces.ts";

/** A part of a run, checked and printed: plain data, and small beside what was read for it. */
export interface Printed extends Outcome {
  /** Empty when there was nothing to print. */
  readonly text: string;
  /** The text goes on where the one before ended. */
  readonly continues: boolean;
}

/** A file, and what was read of it. */
export interface ReadFile {
  readonly file: ListedFile;
  readonly content: Content;
}

export function read(file: ListedFile, { context }: Ready): ReadFile {
  return { file, content: file.configuration ? { text: "" } : readContent(file, context) };
}

/** Checks files that were read and prints them. */
export function printFiles(files: readonly ReadFile[], ready: Ready): Printed {
  const texts = new Texts(ready.format.between);
  const total = new Total();
  let text = "";
  for (const file of files) {
    for (const some of printFile(file, ready)) {
      text += texts.next(some);
      total.add(some);
    }
  }
  return { text, continues: false, ...total.outcome };
}

/** Puts between texts what belongs there. */
export class Texts {
  readonly #between: string;
  #some = false;

  constructor(between: string) {
    this.#between = between;
  }

  next({ text, continues }: Printed): string {
    const before = this.#some && text !== "" && !continues ? this.#between : "";
    this.#some ||= text !== "";
    return before + text;
  }
}

/** Checks a file that was read and prints it: a large one in several parts. */
export function* printFile({ file, content }: ReadFile, { context, format }: Ready): Iterable<Printed> {
  if (file.configuration) {
    yield printed(checkConfiguration(file, file.configuration), format);
    return;
  }
  const checked = checkContent(content, file, context);
  if ("path" in checked) yield printed(checked, format);
  else {
    const printer = new PiecePrinter(file, format);
    for (const piece of checked) yield printer.add(piece);
    yield* printer.end();
  }
}

/** One file as the format prints it, where there is one; `files` is 0 for a further piece of one. */
export function printed(checked: CheckedFile, format: Format | undefined, files = 1): Printed {
  const summary = { ...nothing, files, policies: checked.policies.length };
  const { path, error, findings, suppressed = [], fixed } = checked;
  const rules = new Set<string>();
  let fixable = 0;
  for (const { severity, rule, fixes } of findings) {
    summary[severity]++;
    rules.add(rule);
    if (error === null && fixes.some(({ safe }) => safe)) fixable++;
  }
  for (const { rule } of suppressed) rules.add(rule);
  const text = format?.file(checked) ?? "";
  const unread = error === null ? [] : [{ path, error }];
  const changed = { files: fixed === undefined ? 0 : 1, findings: fixed ?? 0 };
  return { text, continues: false, summary, unread, rules, fixable, fixed: changed };
}

/** Of what `--fix` writes nothing into. */
export function unwritten(some: Printed): Printed {
  return { ...some, fixable: 0 };
}

const nothing: Summary = { files: 0, policies: 0, error: 0, warning: 0, information: 0, hint: 0 };

/** Adds outcomes up. */
export class Total {
  readonly #summary: { -readonly [key in keyof Summary]: number } = { ...nothing };
  readonly #rules = new Set<string>();
  readonly #unread: Unread[] = [];
  readonly #fixed = { files: 0, findings: 0 };
  #fixable = 0;

  add({ summary, unread, rules, fixable, fixed }: Outcome): void {
    this.#summary.files += summary.files;
    this.#summary.policies += summary.policies;
    this.#summary.error += summary.error;
    this.#summary.warning += summary.warning;
    this.#summary.information += summary.information;
    this.#summary.hint += summary.hint;
    this.#unread.push(...unread);
    this.#fixable += fixable;
    this.#fixed.files += fixed.files;
    this.#fixed.findings += fixed.findings;
    for (const rule of rules) this.#rules.add(rule);
  }

  get outcome(): Outcome {
    return {
      summary: { ...this.#summary },
      unread: this.#unread,
      rules: this.#rules,
      fixable: this.#fixable,
      fixed: { ...this.#fixed },
    };
  }
}
