import type { ListedFile } from "../files.ts";
import type { CheckedFile, Format, Summary } from "../report/report.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { checkFile } from "./check-file.ts";
import type { CheckContext } from "./check-text.ts";

/** Some files of a run, checked and printed: plain data, and small beside what was read for it. */
export interface Printed {
  /** Empty when there was nothing to print. */
  readonly text: string;
  readonly summary: Summary;
  /** A file could not be read. */
  readonly unread: boolean;
  /** The rules that found something. */
  readonly rules: ReadonlySet<string>;
}

/** Checks files one after the other and prints them. */
export function printFiles(files: readonly ListedFile[], context: CheckContext, format: Format): Printed {
  return printed(
    files.map((file) => (file.configuration ? checkConfiguration(file, file.configuration) : checkFile(file, context))),
    format,
  );
}

export function printed(files: readonly CheckedFile[], format: Format): Printed {
  const count: { -readonly [key in keyof Summary]: number } = { ...nothing, files: files.length };
  const rules = new Set<string>();
  for (const { policies, findings } of files) {
    count.policies += policies.length;
    for (const { severity, rule } of findings) {
      count[severity]++;
      rules.add(rule);
    }
  }
  const text = files
    .map((file) => format.file(file))
    .filter((one) => one !== "")
    .join(format.between);
  return { text, summary: count, unread: files.some(({ error }) => error !== null), rules };
}

export const nothing: Summary = { files: 0, policies: 0, error: 0, warning: 0, information: 0, hint: 0 };

export function sum(a: Summary, b: Summary): Summary {
  return {
    files: a.files + b.files,
    policies: a.policies + b.policies,
    error: a.error + b.error,
    warning: a.warning + b.warning,
    information: a.information + b.information,
    hint: a.hint + b.hint,
  };
}
