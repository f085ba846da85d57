import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { ListedFile } from "../files.ts";
import type { Job, Ready } from "./job.ts";
import { type Printed, printFiles } from "./print.ts";

/** So few files are done before a second thread has come up. */
const worthThread = 400;

/** Files that a thread takes at a time: few enough that all threads end at about the same moment. */
const portion = 32;

/** Portions that a thread is given at once, so that it never waits for the next one. */
const ahead = 2;

/** Portions by thread that may be done before an earlier one is: memory stays the same however many files there are. */
const waiting = 16;

/** How many threads beside this one are worth starting. */
export function threadsFor(files: number): number {
  return Math.min(availableParallelism(), Math.ceil(files / worthThread)) - 1;
}

/**
 * Hands files out to threads and does what they have no room for in this thread. The results come in the order of the
 * files. `program` is what a thread runs: it calls `serve`.
 */
export async function* printInThreads(
  files: readonly ListedFile[],
  ready: Ready,
  { program, job, threads }: { readonly program: string; readonly job: Job; readonly threads: number },
): AsyncGenerator<Printed> {
  const helpers = Array.from({ length: threads }, () => new Helper(program, job));
  const pending: Promise<Printed>[] = [];
  try {
    for (let start = 0; start < files.length; start += portion) {
      const some = files.slice(start, start + portion);
      const print = () => printFiles(some, ready);
      const helper = helpers.find(({ hasRoom }) => hasRoom);
      // A thread that died, of too little memory for example, leaves its files to this one.
      pending.push(helper ? helper.print(some).catch(print) : Promise.resolve(print()));
      // What the others have to say gets its turn.
      if (!helper) await setImmediate();
      while (pending.length > waiting * (threads + 1)) yield* pending.splice(0, 1);
    }
    yield* pending;
  } finally {
    await Promise.all(helpers.map((helper) => helper.end()));
  }
}

/** A thread and what it still has to answer, in order. */
class Helper {
  readonly #worker: Worker;
  readonly #asked: { readonly resolve: (printed: Printed) => void; readonly reject: (error: unknown) => void }[] = [];
  #alive = true;

  constructor(program: string, job: Job) {
    this.#worker = new Worker(program, { workerData: job });
    this.#worker.on("message", (printed: Printed) => this.#asked.shift()?.resolve(printed));
    this.#worker.once("error", (error) => {
      this.#alive = false;
      for (const { reject } of this.#asked.splice(0)) reject(error);
    });
  }

  get hasRoom(): boolean {
    return this.#alive && this.#asked.length < ahead;
  }

  print(files: readonly ListedFile[]): Promise<Printed> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(files);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
