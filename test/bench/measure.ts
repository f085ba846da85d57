import { performance } from "node:perf_hooks";

type Work = () => unknown;

/** Milliseconds of one run, to its end where it is a promise. */
export async function time(work: Work): Promise<number> {
  const start = performance.now();
  const result = work();
  if (isPromise(result)) await result;
  return performance.now() - start;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Medians of interleaved runs, so that whatever else the machine does hits all alike. */
export async function compare<Name extends string>(
  contenders: Readonly<Record<Name, Work>>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times.get(name)?.push(await time(contenders[name]));
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}
