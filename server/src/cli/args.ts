import { parseArgs } from "node:util";
import { isLevel, type Level, nearest, ruleNames } from "../service.ts";
import { type Command, formats, type ReadOptions, stdinFormats, type Topic } from "./options.ts";
import { UsageError } from "./usage.ts";

const thresholds = ["error", "warning", "information", "never"] as const;
const readable = ["text", "json"] as const;

const reading = ["format", "config", "as-trust-policy", "now", "stdin-filename"];
/** The options of each command; all of them take --help and --version. */
const optionsOf: Readonly<Record<Topic, readonly string[]>> = {
  check: [...reading, "rule", "fail-on", "fix", "stdin-format", "quiet", "no-progress"],
  explain: reading,
  rules: ["format"],
};
const topics = Object.keys(optionsOf) as Topic[];

/** Takes the arguments behind the program's name apart. Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [word, ...others] = positionals;
  if (values.version) return { command: "version" };
  if (word === "help") return { command: "help", topic: others[0] === undefined ? undefined : topicOf(others[0]) };
  if (values.help) return { command: "help", topic: topics.find((one) => one === word) };
  if (word === undefined) throw new UsageError("A command is missing: trust-policy check [path …]");
  const command = topicOf(word);
  const foreign = Object.keys(values).find((option) => !optionsOf[command].includes(option));
  if (foreign !== undefined) throw new UsageError(`trust-policy ${command} has no option --${foreign}.`);
  switch (command) {
    case "check":
      return { command, options: checkOptions(values, others) };
    case "explain": {
      const format = oneOf("--format", values.format ?? "text", readable);
      return { command, options: { ...readOptions(values, others), format } };
    }
    case "rules": {
      if (others.length > 1) throw new UsageError("trust-policy rules takes the name of one rule.");
      return { command, options: { name: others[0], format: oneOf("--format", values.format ?? "text", readable) } };
    }
  }
}

const declared = {
  format: { type: "string" },
  "fail-on": { type: "string" },
  config: { type: "string" },
  rule: { type: "string", multiple: true },
  "as-trust-policy": { type: "boolean" },
  now: { type: "string" },
  "stdin-filename": { type: "string" },
  "stdin-format": { type: "string" },
  fix: { type: "boolean" },
  quiet: { type: "boolean" },
  "no-progress": { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: declared });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [first = message] = message.split(/\. To specify|\n/, 1);
    const unknown = /^Unknown option '--([^']*)'/.exec(first)?.[1];
    throw new UsageError(unknown === undefined ? first : `${first}.${meant(unknown, Object.keys(declared), "--")}`);
  }
}

function checkOptions(values: Values, paths: readonly string[]) {
  const fix = values.fix ?? false;
  if (fix && paths.includes("-")) {
    throw new UsageError("--fix writes into files; what comes from standard input has none.");
  }
  return {
    ...readOptions(values, paths),
    format: oneOf("--format", values.format ?? "text", formats),
    failOn: oneOf("--fail-on", values["fail-on"] ?? "error", thresholds),
    stdinFormat: oneOf("--stdin-format", values["stdin-format"] ?? "document", stdinFormats),
    fix,
    quiet: values.quiet ?? false,
    progress: !values["no-progress"],
  };
}

function readOptions(values: Values, paths: readonly string[]): ReadOptions {
  return {
    paths: paths.length > 0 ? paths : ["."],
    config: values.config,
    rules: levelsOf(values.rule ?? []),
    asTrustPolicy: values["as-trust-policy"] ?? false,
    now: values.now === undefined ? undefined : momentOf(values.now),
    stdinFilename: values["stdin-filename"],
  };
}

function topicOf(word: string): Topic {
  const topic = topics.find((one) => one === word);
  if (topic !== undefined) return topic;
  throw new UsageError(`There is no command "${word}".${meant(word, topics) || ` There are: ${topics.join(", ")}.`}`);
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
      if (!ruleNames.has(name)) throw noSuchRule(name);
      return [name, level];
    }),
  );
}

export function noSuchRule(name: string): UsageError {
  return new UsageError(`No rule is called "${name}".${meant(name, ruleNames)}`);
}

/** A sentence that names what somebody may have meant; empty when nothing comes near. */
function meant(text: string, choices: Iterable<string>, prefix = ""): string {
  const near = nearest(text, choices);
  return near === undefined ? "" : ` Did you mean ${prefix}${near}?`;
}

const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A day (its first moment in UTC) or a moment with its zone. */
function momentOf(text: string): number {
  const time = moment.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--now is a date such as 2027-01-31 or 2027-01-31T12:00:00Z, not "${text}".`);
  return time;
}
