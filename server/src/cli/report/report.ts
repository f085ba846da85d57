import { catalogDate, type Severity, version } from "../../service.ts";

/** One file as every format reports it. */
export interface FileReport {
  readonly path: string;
  /** Why the file could not be read. */
  readonly error: string | null;
  readonly policies: readonly { readonly label: string; readonly line: number }[];
  readonly findings: readonly FindingReport[];
}

export interface FindingReport {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index into `policies`. */
  readonly policy: number | null;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly url: string | null;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

/** Line and column from 1, offset from 0; UTF-16. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export type Summary = { readonly files: number; readonly policies: number } & Readonly<Record<Severity, number>>;

/** Takes the files one after the other, and the summary at the end. */
export interface Reporter {
  /** `text` is what stands in the file; empty when it could not be read. */
  file(report: FileReport, text: string): void;
  end(summary: Summary): void;
}

export const tool = { name: "trust-policy", version, catalog: catalogDate };

/** Counts files as they come. */
export class Tally {
  #files = 0;
  #policies = 0;
  readonly #findings: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };

  add({ policies, findings }: FileReport): void {
    this.#files++;
    this.#policies += policies.length;
    for (const { severity } of findings) this.#findings[severity]++;
  }

  get summary(): Summary {
    return { files: this.#files, policies: this.#policies, ...this.#findings };
  }
}
