import type { Level, Severity } from "../service.ts";

/** What a command that reads files was asked to do. */
export interface ReadOptions {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly rules: Readonly<Record<string, Level>>;
  readonly asTrustPolicy: boolean;
  /** Milliseconds since 1970; undefined: the moment of the run. */
  readonly now: number | undefined;
  readonly stdinFilename: string | undefined;
}

/** What `trust-policy check` was asked to do. */
export interface CheckOptions extends ReadOptions {
  readonly format: FormatName;
  /** The mildest finding that makes the run fail. */
  readonly failOn: Severity | "never";
  /** Standard input is one document, or a document a line. */
  readonly stdinFormat: StdinFormat;
  /** Safe fixes are written into the files. */
  readonly fix: boolean;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** What `trust-policy explain` was asked to do. */
export interface ExplainOptions extends ReadOptions {
  readonly format: "text" | "json";
}

/** What `trust-policy rules` was asked to do. */
export interface RulesOptions {
  /** Undefined: the list of all. */
  readonly name: string | undefined;
  readonly format: "text" | "json";
}

export const formats = ["text", "json", "ndjson", "sarif", "github"] as const;
export type FormatName = (typeof formats)[number];

export const stdinFormats = ["document", "ndjson"] as const;
export type StdinFormat = (typeof stdinFormats)[number];

export type Topic = "check" | "explain" | "rules";

export type Command =
  | { readonly command: "check"; readonly options: CheckOptions }
  | { readonly command: "explain"; readonly options: ExplainOptions }
  | { readonly command: "rules"; readonly options: RulesOptions }
  /** Of one command, or of the program. */
  | { readonly command: "help"; readonly topic: Topic | undefined }
  | { readonly command: "version" };
