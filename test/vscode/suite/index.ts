import { runMocha } from "./run-mocha.ts";
import { runOptions } from "./run-options.ts";

/** What VS Code calls. The order matters once: nothing may have needed the server before the first file. */
export function run(): Promise<void> {
  return runMocha(async () => {
    await import("./start.test.ts");
    await import("./diagnostics.test.ts");
    await import("./completion.test.ts");
    await import("./hover.test.ts");
    await import("./shown.test.ts");
    await import("./fixes.test.ts");
    await import("./outline.test.ts");
    if (runOptions().markdown) await import("./rule-pages.test.ts");
    await import("./commands.test.ts");
    await import("./output.test.ts");
    await import("./lifecycle.test.ts");
  });
}
