import { catalogDate, type Severity, version } from "../../service.ts";
import type { Excerpt } from "./excerpt.ts";

/** One file that was looked at, as every format gets it. */
export interface CheckedFile {
  /** Relative to the working folder, with forward slashes. */
  readonly path: string;
  /** Why the file could not be read. */
  readonly error: string | null;
  readonly policies: readonly { readonly label: string; readonly line: number }[];
  /** Ordered by offset, then by rule. */
  readonly findings: readonly CheckedFinding[];
  /** What is meant to be there; absent for a format that does not show it. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** How many findings were fixed in the file itself; absent: it was not changed. */
  readonly fixed?: number;
}

export interface SuppressedFinding extends CheckedFinding {
  /** Why it is allowed. */
  readonly reason: string;
}

export interface CheckedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index into `policies`; null when it is about the file. */
  readonly policy: number | null;
  readonly range: Range;
  /** Places that belong to it. */
  readonly related: readonly { readonly message: string; readonly range: Range }[];
  readonly url: string | null;
  readonly fixes: readonly CheckedFix[];
  /** The line it begins on, as far as it is near; empty for a format that does not show it. */
  readonly excerpt: Excerpt;
  /** What it is known by when the text around it changes, by the name of the method; absent for a format that does not show it. */
  readonly fingerprints?: Readonly<Record<string, string>>;
}

export interface CheckedFix {
  readonly title: string;
  readonly safe: boolean;
  /** It leaves places for the person to fill in. */
  readonly blanks: boolean;
  /** None for a format that does not show them. */
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Line and column from 1, offset from 0; UTF-16. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** What all files of a run come to. */
export type Summary = { readonly files: number; readonly policies: number } & Readonly<Record<Severity, number>>;

/** A path that could not be looked at as it should. */
export interface Unread {
  readonly path: string;
  readonly error: string;
}

/** What is left of files when they have been printed. */
export interface Outcome {
  readonly summary: Summary;
  /** The rules that found something. */
  readonly rules: ReadonlySet<string>;
  readonly unread: readonly Unread[];
  /** How many findings have a safe fix, where nothing stood in the way of the file. */
  readonly fixable: number;
  /** What was fixed. */
  readonly fixed: { readonly files: number; readonly findings: number };
}

export const tool = { name: "trust-policy", version, catalog: catalogDate };

/** For a format that has to see all of a file before it prints it: keeps of each piece what will be printed. */
export interface Collector {
  add(piece: CheckedFile): void;
  /** What `file` would print, in parts. */
  end(): Iterable<string>;
}

/**
 * How results are printed. Each part is a function of what it gets and nothing else, so that the files of one run can be printed by
 * several threads: the output is `begin`, the files with `between` between those that print something, and `end`.
 */
export interface Format {
  /** What it shows beyond the findings themselves: nothing, the lines that they are about, or all there is to know. */
  readonly shows: "findings" | "lines" | "all";
  readonly between: string;
  begin(): string;
  /** One file; empty where the format says nothing of it. */
  file(checked: CheckedFile): string;
  /** Takes a large file in pieces. Without this each piece is printed as if it were a file of its own. */
  collect?(path: string): Collector;
  end(outcome: Outcome): string;
}
