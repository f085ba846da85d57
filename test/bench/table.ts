/** One line of the benchmark's table. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours by the peer's. */
  readonly ratio: number | undefined;
  readonly goal: string;
  readonly met: boolean | undefined;
}

/** Times of us and of a peer. `most` is what ours may be by the peer's. */
export function timed(what: string, ours: number, peer: number, peerName: string, most?: number): Row {
  const ratio = ours / peer;
  return {
    what,
    ours: milliseconds(ours),
    peer: `${milliseconds(peer)} ${peerName}`,
    ratio,
    goal: most === undefined ? "" : `at most ${most} ×`,
    met: most === undefined ? undefined : ratio <= most,
  };
}

export function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(3)} ms` : `${value.toFixed(0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

const columns = ["what", "ours", "peer", "ratio", "goal", "met"] as const;

export function print(rows: readonly Row[]): void {
  const lines = [columns.map(String), ...rows.map(cells)];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const shown = (line: readonly string[]) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = lines;
  console.log([shown(head), shown(widths.map((width) => "-".repeat(width))), ...body.map(shown)].join("\n"));
}

function cells({ what, ours, peer, ratio, goal, met }: Row): readonly string[] {
  return [what, ours, peer, ratio?.toFixed(2) ?? "", goal, met === undefined ? "" : met ? "yes" : "NO"];
}
