import { parseArgs } from "node:util";
import { isLevel, type Level, ruleNames, type Severity } from "../service.ts";

/** What `trust-policy check` was asked to do. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  /** The mildest finding that makes the run fail. */
  readonly failOn: Severity | "never";
  readonly config: string | undefined;
  readonly rules: Readonly<Record<string, Level>>;
  readonly asTrustPolicy: boolean;
  /** Milliseconds since 1970; undefined: the moment of the run. */
  readonly now: number | undefined;
  readonly stdinFilename: string | undefined;
  /** Standard input is one document, or a document a line. */
  readonly stdinFormat: StdinFormat;
  readonly quiet: boolean;
  readonly progress: boolean;
}

export type Format = "text" | "json" | "ndjson";

export type StdinFormat = "document" | "ndjson";

export type Command =
  | { readonly command: "check"; readonly options: CheckOptions }
  | { readonly command: "help" | "version" };

/** Wrong usage; the message is for people. */
export class UsageError extends Error {}

const formats: readonly Format[] = ["text", "json", "ndjson"];
const stdinFormats: readonly StdinFormat[] = ["document", "ndjson"];
const thresholds = ["error", "warning", "information", "never"] as const;

/** Takes the arguments behind the program's name apart. Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [command, ...paths] = positionals;
  if (command === "help") return { command: "help" };
  if (command === undefined) throw new UsageError("A command is missing: trust-policy check [path …]");
  if (command !== "check") throw new UsageError(`There is no command "${command}". There is: check.`);
  return {
    command: "check",
    options: {
      paths: paths.length > 0 ? paths : ["."],
      format: oneOf("--format", values.format, formats),
      failOn: oneOf("--fail-on", values["fail-on"], thresholds),
      config: values.config,
      rules: levelsOf(values.rule ?? []),
      asTrustPolicy: values["as-trust-policy"] ?? false,
      now: values.now === undefined ? undefined : momentOf(values.now),
      stdinFilename: values["stdin-filename"],
      stdinFormat: oneOf("--stdin-format", values["stdin-format"], stdinFormats),
      quiet: values.quiet ?? false,
      progress: !values["no-progress"],
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        "fail-on": { type: "string", default: "error" },
        config: { type: "string" },
        rule: { type: "string", multiple: true },
        "as-trust-policy": { type: "boolean" },
        now: { type: "string" },
        "stdin-filename": { type: "string" },
        "stdin-format": { type: "string", default: "document" },
        quiet: { type: "boolean" },
        "no-progress": { type: "boolean" },
        version: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(/\. To specify|\n/, 1)[0] ?? message);
  }
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new UsageError(`${option} is one of ${choices.join(", ")}, not "${value}".`);
  return choice;
}

function levelsOf(texts: readonly string[]): Readonly<Record<string, Level>> {
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf("=");
      const name = text.slice(0, equals);
      const level = text.slice(equals + 1);
      if (equals < 1 || !isLevel(level)) {
        throw new UsageError(
          `--rule is NAME=LEVEL, LEVEL one of off, hint, information, warning, error; not "${text}".`,
        );
      }
      if (!ruleNames.has(name)) throw new UsageError(`No rule is called "${name}".`);
      return [name, level];
    }),
  );
}

const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A day (its first moment in UTC) or a moment with its zone. */
function momentOf(text: string): number {
  const time = moment.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--now is a date such as 2027-01-31 or 2027-01-31T12:00:00Z, not "${text}".`);
  return time;
}
