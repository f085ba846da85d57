import { EventEmitter, once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ListedFile } from "../files.ts";
import type { Job, Ready } from "./job.ts";
import { type Printed, printFiles, type ReadFile, read } from "./print.ts";

/** So few files are done before a second thread has come up. */
const worthThread = 400;

/** Files that a thread takes at a time: few enough that all threads end at about the same moment. */
const portion = 32;

/** Portions that a thread is given at once, so that it never waits for the next one. */
const ahead = 4;

/** Portions by thread that may be done before an earlier one is: memory stays the same however many files there are. */
const waiting = 16;

/** How many threads beside this one are worth starting. */
export function threadsFor(files: number): number {
  return Math.min(availableParallelism(), Math.ceil(files / worthThread)) - 1;
}

/**
 * Reads files here and has threads check them. This thread checks none: the engine compiles the rules for each thread that runs them,
 * which takes longer than to check thousands of files, and it does so beside the thread, on a processor that needs room for it. The results
 * come in the order of the files. `program` is what a thread runs: it calls `serve`.
 */
export async function* printInThreads(
  files: readonly ListedFile[],
  ready: Ready,
  { program, job, threads }: { readonly program: string; readonly job: Job; readonly threads: number },
): AsyncGenerator<Printed> {
  const bell = new EventEmitter();
  const helpers = Array.from({ length: threads }, () => new Helper(program, job, () => bell.emit("ring")));
  const pending: Promise<Printed>[] = [];
  try {
    for (let start = 0; start < files.length; start += portion) {
      const some = files.slice(start, start + portion).map((file) => read(file, ready));
      const print = () => printFiles(some, ready);
      const helper = await freeOf(helpers, bell);
      // A thread that died, of too little memory for example, leaves its files to this one.
      pending.push(helper ? helper.print(some).catch(print) : Promise.resolve(print()));
      while (pending.length > waiting * (threads + 1)) yield* pending.splice(0, 1);
    }
    yield* pending;
  } finally {
    await Promise.all(helpers.map((helper) => helper.end()));
  }
}

/** One that has room, as soon as there is one; undefined when none lives. */
async function freeOf(helpers: readonly Helper[], bell: EventEmitter): Promise<Helper | undefined> {
  for (;;) {
    const free = helpers.find(({ hasRoom }) => hasRoom);
    if (free || !helpers.some(({ isAlive }) => isAlive)) return free;
    await once(bell, "ring");
  }
}

/** A thread and what it still has to answer, in order. */
class Helper {
  readonly #worker: Worker;
  readonly #asked: { readonly resolve: (printed: Printed) => void; readonly reject: (error: unknown) => void }[] = [];
  #isAlive = true;

  /** `ring` is called when the thread has answered, or died. */
  constructor(program: string, job: Job, ring: () => void) {
    this.#worker = new Worker(program, { workerData: job });
    this.#worker.on("message", (printed: Printed) => {
      this.#asked.shift()?.resolve(printed);
      ring();
    });
    const die = (cause: unknown) => {
      this.#isAlive = false;
      for (const { reject } of this.#asked.splice(0)) reject(cause);
      ring();
    };
    this.#worker.once("error", die);
    this.#worker.once("exit", die);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get hasRoom(): boolean {
    return this.#isAlive && this.#asked.length < ahead;
  }

  print(files: readonly ReadFile[]): Promise<Printed> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(files);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
