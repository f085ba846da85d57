/** What the program gets from outside, so that tests can hand it over. */
export interface Surroundings {
  /** Behind the program's name. */
  readonly args: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file of the program itself, for more threads of it; undefined: one thread does all. */
  readonly program?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
