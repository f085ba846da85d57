import assert from "node:assert/strict";
import path from "node:path";
import { main } from "../../server/src/cli/main.ts";
import { checkShown } from "./check-text.ts";

/** The command line in process: it gets bytes on standard input, and there is no file around it. */

export interface Run {
  readonly status: number;
  readonly stdout: string;
}

/** How wide the terminal is that the output is shown on, and whether in colours. */
export interface Terminal {
  readonly columns: number;
  readonly colours: boolean;
}

/** Runs it and checks what holds of every run: an exit status, nothing but results, and nothing in them that a terminal obeys. */
export async function runOf(args: readonly string[], pieces: readonly Uint8Array[], terminal?: Terminal): Promise<Run> {
  const stdout = new Written();
  const stderr = new Written();
  const status = await main({
    args,
    stdin: coming(pieces),
    stdout: terminal ? Object.assign(stdout, { isTTY: true, columns: terminal.columns }) : stdout,
    stderr,
    cwd: path.resolve("/no/such/folder"),
    env: terminal?.colours === false ? { NO_COLOR: "1" } : {},
    now: Date.parse("2026-11-26T12:00:00Z"),
  });
  assert.equal(stderr.text, "");
  assert.ok([0, 1, 2].includes(status), `exit status ${status}`);
  if (!terminal?.colours) for (const line of stdout.text.split("\n")) checkShown(line);
  return { status, stdout: stdout.text };
}

class Written {
  text = "";

  write(text: string): void {
    this.text += text;
  }
}

async function* coming(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces;
}

export interface Finding {
  readonly severity: string;
  readonly range: { readonly start: FilePlace; readonly end: FilePlace };
}

export interface FilePlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** What is said of a file. */
export interface Report {
  readonly path: string;
  readonly error: string | null;
  readonly policies: readonly { readonly label: string; readonly line: number }[];
  readonly findings: readonly Finding[];
}

/** The reports of NDJSON, which end with a line for all of them. */
export function reportsIn(ndjson: string): readonly Report[] {
  const lines = ndjson.split("\n");
  assert.equal(lines.pop(), "", "the last line does not end");
  const [summary, ...reports] = lines.map((line) => JSON.parse(line)).toReversed();
  assert.ok("summary" in summary);
  return reports.toReversed();
}
