import { version } from "../service.ts";
import { parseCommand } from "./args.ts";
import { check } from "./check/command.ts";
import { explain } from "./explain.ts";
import { helpOn } from "./help.ts";
import { tool } from "./report/report.ts";
import { shown } from "./report/terminal.ts";
import { rules } from "./rules.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage.ts";

/** Runs the program; resolves to its exit status. */
export async function main(around: Surroundings): Promise<number> {
  try {
    return await run(around);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.stderr.write(`trust-policy: ${shown(error.message)}\nSee trust-policy --help.\n`);
    return 2;
  }
}

async function run(around: Surroundings): Promise<number> {
  const asked = parseCommand(around.args);
  switch (asked.command) {
    case "check":
      return await check(asked.options, around);
    case "explain":
      return await explain(asked.options, around);
    case "rules":
      return rules(asked.options, around);
    case "help":
      around.stdout.write(helpOn(asked.topic));
      return 0;
    case "version":
      around.stdout.write(`${tool.name} ${version} (catalogue of ${tool.catalog})\n`);
      return 0;
  }
}
