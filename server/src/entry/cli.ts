import { isMainThread } from "node:worker_threads";
import { serve } from "../cli/check/serve.ts";
import { main } from "../cli/main.ts";

if (isMainThread) run();
else serve();

function run(): void {
  // Whoever reads the output may stop early (`| head`); that is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });

  // The exit status is set and not forced: what was written is still on its way.
  main({
    args: process.argv.slice(2),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    program: __filename,
    now: Date.now(),
  }).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`trust-policy: ${error instanceof Error ? error.message : "failed"}\n`);
      process.exitCode = 2;
    },
  );
}
