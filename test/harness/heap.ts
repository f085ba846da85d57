import type { ChildProcess } from "node:child_process";
import path from "node:path";

/** What lives on in a program after a full collection, in bytes. */
export interface Heap {
  /** Strings, objects, and the code among them. */
  readonly heap: number;
  /** Buffers, which are outside the engine's heap. */
  readonly external: number;
  /** The code that the engine has compiled. */
  readonly code: number;
}

/** Arguments of Node for a program that `heapOf` can ask. */
export const watched: readonly string[] = ["--expose-gc", "--require", path.resolve(import.meta.dirname, "heap.cjs")];

/** Asks a program that was started with `watched`, and with a pipe as its standard error. Not on Windows, which has no such signal. */
export function heapOf(program: ChildProcess): Promise<Heap> {
  return new Promise((resolve) => {
    program.stderr?.once("data", (bytes: Buffer) => resolve(JSON.parse(bytes.toString())));
    program.kill("SIGUSR2");
  });
}
