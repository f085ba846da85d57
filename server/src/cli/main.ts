import { version } from "../service.ts";
import { parseCommand, UsageError } from "./args.ts";
import { check } from "./check/command.ts";
import { help } from "./help.ts";
import { tool } from "./report/report.ts";
import { shown } from "./report/terminal.ts";
import type { Surroundings } from "./surroundings.ts";

/** Runs the program; resolves to its exit status. */
export async function main(around: Surroundings): Promise<number> {
  try {
    const asked = parseCommand(around.args);
    if (asked.command === "check") return await check(asked.options, around);
    around.stdout.write(asked.command === "help" ? help : `${tool.name} ${version} (catalogue of ${tool.catalog})\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.stderr.write(`trust-policy: ${shown(error.message)}\nSee trust-policy --help.\n`);
    return 2;
  }
}
