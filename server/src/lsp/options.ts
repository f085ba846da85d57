import { settingsSection } from "../service.ts";

/** What is told when the server starts. Our own client tells all of it; every part may be absent, as with other editors. */
export interface InitializationOptions {
  /** The `trustPolicy` section, for clients that do not answer `workspace/configuration`. */
  readonly settings: unknown;
  /** The editor reports syntax errors of JSON itself. */
  readonly jsonValidation: boolean;
  /** The client answers `trustPolicy/readFile`. */
  readonly readFile: boolean;
  readonly suggestCommand: string | undefined;
  readonly whoCanAssumeCommand: string | undefined;
}

/** Settings stand under `settings`, under `trustPolicy`, or by themselves. */
export function initializationOptions(given: unknown): InitializationOptions {
  const options = typeof given === "object" && given !== null ? (given as Record<string, unknown>) : {};
  return {
    settings: settingsSection(options.settings ?? options),
    jsonValidation: options.jsonValidation === true,
    readFile: options.readFile === true,
    suggestCommand: textOf(options.suggestCommand),
    whoCanAssumeCommand: textOf(options.whoCanAssumeCommand),
  };
}

function textOf(given: unknown): string | undefined {
  return typeof given === "string" ? given : undefined;
}
