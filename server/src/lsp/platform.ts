/** What the protocol side needs of the machine it runs on; the entries provide it. */
export interface Platform {
  /** The text of a file; undefined when there is none or it cannot be read. */
  readText(uri: string): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  now(): number;
}
