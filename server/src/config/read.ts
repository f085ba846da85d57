import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Severity } from "../rules/define.ts";
import type { Span } from "../text/span.ts";
import { type Allow, type Config, defaultConfig, type Level } from "./config.ts";
import { isTooDeep } from "./depth.ts";
import { globProblem } from "./glob.ts";
import { fromNode, fromPlain, type Item } from "./item.ts";

/** What is wrong with a configuration; the span is in the text of the file, absent for settings of an editor. */
export interface ConfigProblem {
  readonly message: string;
  readonly span?: Span;
  /** An entry that does not count is a warning; a file that cannot be taken as it stands is an error. */
  readonly severity: Extract<Severity, "error" | "warning">;
}

export interface ConfigReading {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export interface ReadOptions {
  /** What counts for keys that are left out. */
  readonly base?: Config;
  /** The names that rules have; without it every name will do. */
  readonly rules?: ReadonlySet<string>;
  /** Milliseconds since 1970, for suppressions that ended. */
  readonly now?: number;
}

/** The text of a `.trust-policy.jsonc`: comments and trailing commas are fine. Never throws; what is broken keeps its default. */
export function readConfig(text: string, options: ReadOptions = {}): ConfigReading {
  const errors: ParseError[] = [];
  const root = isTooDeep(text) ? undefined : parseTree(text, errors, { allowTrailingComma: true });
  const reader = new Reader(options);
  const first = errors[0];
  if (first) reader.problem(`This is not JSON: ${reasonOf(first)}.`, spanOf(first));
  if (root) reader.read(fromNode(root));
  else if (!first) reader.problem("The configuration is empty or nested too deeply.", { start: 0, end: text.length });
  return reader.reading();
}

/** What an editor shows. Every switch is on until it is switched off. */
export interface Switches {
  readonly enabled: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

/** The `trustPolicy.*` section of an editor's settings. What concerns the editor alone is no part of the configuration. */
export function readSettings(section: unknown, options: ReadOptions = {}): ConfigReading & Switches {
  const reader = new Reader(options);
  const value = fromPlain(section);
  const members = value.kind === "object" ? value.members : [];
  reader.read({ kind: "object", members: members.filter(({ name }) => !editorSettings.has(name)) });
  const isOn = (wanted: string) => {
    const item = members.find(({ name }) => name === wanted)?.value;
    return !(item?.kind === "scalar" && item.value === false);
  };
  return { ...reader.reading(), enabled: isOn("enable"), codeLens: isOn("codeLens"), inlayHints: isOn("inlayHints") };
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

class Reader {
  readonly #problems: ConfigProblem[] = [];
  readonly #config: Open<Config>;
  readonly #options: ReadOptions;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#config = { ...(options.base ?? defaultConfig) };
  }

  reading(): ConfigReading {
    return { config: this.#config, problems: this.#problems };
  }

  problem(message: string, span: Span | undefined, severity: ConfigProblem["severity"] = "error"): void {
    this.#problems.push({ message, severity, ...(span ? { span } : {}) });
  }

  read(root: Item): void {
    if (root.kind !== "object") return this.problem("The configuration is not an object: { … }.", root.span);
    for (const { name, value, span } of root.members) this.#member(name, value, span);
  }

  #member(name: string, value: Item, span: Span | undefined): void {
    const config = this.#config;
    switch (name) {
      case "$schema":
        return;
      case "accounts":
        config.accounts = this.#texts(name, value, /^\d{12}$/, "an account ID has 12 digits") ?? config.accounts;
        return;
      case "organization":
        config.organization = this.#organization(value);
        return;
      case "trustedVendors":
        config.trustedVendors = this.#texts(name, value) ?? config.trustedVendors;
        return;
      case "roleTrustPolicyQuota":
        config.roleTrustPolicyQuota = this.#quota(value);
        return;
      case "files":
        config.files = this.#globs(name, value) ?? config.files;
        return;
      case "rules":
        config.rules = this.#rules(value);
        return;
      case "allow":
        config.allow = this.#allow(value);
        return;
      default:
        if (editorSettings.has(name)) return this.problem(editorOnly(name), span, "warning");
        this.problem(`"${name}" is not a setting. There are: ${settingNames.join(", ")}.`, span, "warning");
    }
  }

  #text(value: Item): string | undefined {
    return value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  }

  /** The texts of a list that are as they should be; undefined when it is no list. */
  #texts(name: string, value: Item, shape?: RegExp, reason?: string): readonly string[] | undefined {
    if (value.kind !== "array") {
      this.problem(`"${name}" is a list of texts.`, value.span);
      return undefined;
    }
    return value.items.flatMap((item) => {
      const text = this.#text(item);
      if (text !== undefined && (shape === undefined || shape.test(text))) return [text];
      const what = text === undefined ? "This" : `"${text}"`;
      this.problem(`${what} does not count in "${name}": ${text === undefined ? "it is no text" : reason}.`, item.span);
      return [];
    });
  }

  #globs(name: string, value: Item): readonly string[] | undefined {
    const texts = this.#texts(name, value);
    return texts?.filter((glob) => {
      const problem = globProblem(glob);
      if (problem) this.problem(`"${glob}" does not count in "${name}": ${problem}.`, value.span);
      return problem === undefined;
    });
  }

  #organization(value: Item): string | undefined {
    const text = this.#text(value);
    if (text === "") return undefined;
    if (text !== undefined && /^o-[a-z0-9]{10,32}$/.test(text)) return text;
    this.problem('"organization" is the ID of an organization, such as o-a1b2c3d4e5.', value.span);
    return this.#config.organization;
  }

  #quota(value: Item): number {
    const quota = value.kind === "scalar" ? value.value : undefined;
    if (typeof quota === "number" && Number.isInteger(quota) && quota >= 2048 && quota <= 8192) return quota;
    this.problem('"roleTrustPolicyQuota" is a whole number from 2048 to 8192.', value.span);
    return this.#config.roleTrustPolicyQuota;
  }

  #rules(value: Item): Config["rules"] {
    if (value.kind !== "object") {
      this.problem('"rules" is an object of rule names and levels: { "size-near-quota": "off" }.', value.span);
      return this.#config.rules;
    }
    const levels: [string, Level][] = [];
    for (const { name, value: level, span } of value.members) {
      const text = this.#text(level);
      if (!isLevel(text)) {
        this.problem(`The level of "${name}" is one of ${levelNames.join(", ")}.`, level.span);
      } else if (this.#isRule(name, span)) levels.push([name, text]);
    }
    return Object.fromEntries([...Object.entries(this.#config.rules), ...levels]);
  }

  #isRule(name: string, span: Span | undefined): boolean {
    const known = this.#options.rules?.has(name) ?? true;
    if (!known) this.problem(`No rule is called "${name}".`, span, "warning");
    return known;
  }

  #allow(value: Item): readonly Allow[] {
    if (value.kind !== "array") {
      this.problem('"allow" is a list: [{ "rule": …, "reason": … }].', value.span);
      return this.#config.allow;
    }
    return value.items.flatMap((item) => this.#suppression(item) ?? []);
  }

  #suppression(item: Item): Allow | undefined {
    const member = (name: string) =>
      item.kind === "object" ? item.members.findLast((entry) => entry.name === name)?.value : undefined;
    const text = (name: string) => {
      const value = member(name);
      return value && this.#text(value);
    };
    const [rule, reason, sid, expires] = [text("rule"), text("reason"), text("sid"), text("expires")];
    const ignored = (why: string) =>
      this.problem(`This entry of "allow" does not count: ${why}.`, item.span, "warning");
    if (rule === undefined) return void ignored('it names no "rule"');
    if (reason === undefined || reason.trim() === "") return void ignored('it gives no "reason"');
    if (!this.#isRule(rule, member("rule")?.span)) return undefined;
    const end = expires === undefined ? undefined : dayAfter(expires);
    if (member("expires") && end === undefined) return void ignored('"expires" is no date such as 2027-06-30');
    if (end !== undefined && this.#options.now !== undefined && this.#options.now >= end) {
      return void ignored(`it ended on ${expires}`);
    }
    if (member("sid") && sid === undefined) return void ignored('"sid" is no text');
    const files = member("files");
    const globs = files && this.#globs("files", files);
    if (files && globs?.length === 0) return void ignored('"files" names no file');
    return {
      rule,
      reason,
      ...(globs ? { files: globs } : {}),
      ...(sid === undefined ? {} : { sid }),
      ...(expires === undefined ? {} : { expires }),
    };
  }
}

/** The keys of the configuration file. */
export const settingNames = [
  "accounts",
  "organization",
  "trustedVendors",
  "roleTrustPolicyQuota",
  "files",
  "rules",
  "allow",
] as const satisfies readonly (keyof Config)[];

/** They say what one person wants to see, not what a project holds right. */
export const editorSettings: ReadonlySet<string> = new Set(["enable", "codeLens", "inlayHints", "trace"]);

function editorOnly(name: string): string {
  return `"${name}" does not count here: it is a setting of the editor alone, "trustPolicy.${name}".`;
}

export const levelNames: readonly Level[] = ["off", "hint", "information", "warning", "error"];

export function isLevel(text: string | undefined): text is Level {
  return levelNames.some((level) => level === text);
}

/** The first moment after an ISO date in UTC; undefined for what is no date of the calendar. */
function dayAfter(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const start = Date.parse(`${date}T00:00:00Z`);
  const real = !Number.isNaN(start) && new Date(start).toISOString().startsWith(date);
  return real ? start + 86_400_000 : undefined;
}

function reasonOf({ error }: ParseError): string {
  const words = printParseErrorCode(error).replace(/([a-z])([A-Z])/g, "$1 $2");
  return words.toLowerCase();
}

function spanOf({ offset, length }: ParseError): Span {
  return { start: offset, end: offset + Math.max(1, length) };
}
