import path from "node:path";
import { type ConfigurationOptions, Configurations } from "../configurations.ts";
import { reasonOf } from "../files.ts";
import type { CheckOptions, ReadOptions } from "../options.ts";
import { formatFor } from "../report/formats.ts";
import type { Look } from "../report/look.ts";
import type { Format } from "../report/report.ts";
import { UsageError } from "../usage.ts";
import type { CheckContext, ReadContext } from "./check-text.ts";

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
  const format = formatFor(options, look);
  return { context: { ...contextFor(options, cwd, now), options, shows: format.shows }, format };
}

/** Throws a UsageError when the configuration that was named cannot be read. */
export function contextFor(options: ReadOptions, cwd: string, now: number): ReadContext {
  const { config, rules } = options;
  const only = config === undefined ? undefined : path.resolve(cwd, config);
  return { options, configurations: configurationsFor({ cwd, only, rules, now }, config), cwd, now };
}

function configurationsFor(options: ConfigurationOptions, name: string | undefined): Configurations {
  try {
    return new Configurations(options);
  } catch (error) {
    throw new UsageError(`--config ${name}: ${reasonOf(error)}.`);
  }
}
