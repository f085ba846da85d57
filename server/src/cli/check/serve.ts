import { parentPort, workerData } from "node:worker_threads";
import { type Job, readyFor } from "./job.ts";
import { printFiles, type ReadFile } from "./print.ts";

/** What a thread of the program does: it checks the files that it is handed and says what to print. */
export function serve(): void {
  const ready = readyFor(workerData as Job);
  parentPort?.on("message", (files: readonly ReadFile[]) => {
    parentPort?.postMessage(printFiles(files, ready));
  });
}
