import { performance } from "node:perf_hooks";

/** Milliseconds of one run. */
export function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Medians of interleaved runs, so that whatever else the machine does hits all alike. */
export function compare(contenders: Readonly<Record<string, () => unknown>>, rounds: number): Record<string, number> {
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(contenders)) times.get(name)?.push(time(work));
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)]));
}
