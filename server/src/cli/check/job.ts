import path from "node:path";
import { type CheckOptions, UsageError } from "../args.ts";
import { type ConfigurationOptions, Configurations } from "../configurations.ts";
import { reasonOf } from "../files.ts";
import { formatFor, type Look } from "../report/formats.ts";
import type { Format } from "../report/report.ts";
import type { CheckContext } from "./check-text.ts";

/** What a run was asked to do, as plain data that a thread can be handed. */
export interface Job {
  readonly options: CheckOptions;
  readonly look: Look;
  readonly cwd: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A job that can be begun. */
export interface Ready {
  readonly context: CheckContext;
  readonly format: Format;
}

/** Throws a UsageError when the configuration that was named cannot be read. */
export function readyFor({ options, look, cwd, now }: Job): Ready {
  const { config, rules } = options;
  const only = config === undefined ? undefined : path.resolve(cwd, config);
  const configurations = configurationsFor({ cwd, only, rules, now }, config);
  const format = formatFor(options, look);
  return { context: { options, configurations, cwd, now, shows: format.shows }, format };
}

function configurationsFor(options: ConfigurationOptions, name: string | undefined): Configurations {
  try {
    return new Configurations(options);
  } catch (error) {
    throw new UsageError(`--config ${name}: ${reasonOf(error)}.`);
  }
}
