import { createHash } from "node:crypto";
import type { DocumentFinding, Snapshot } from "../../service.ts";
import { LineHashes } from "./line-hashes.ts";

/**
 * What findings are known by from one run to the next, though lines move. Two methods stand side by side: the one that GitHub
 * reads and checks against the file, and one of our own, which knows the statement and not only the line.
 */
export class Fingerprints {
  readonly #snapshot: Snapshot;
  readonly #lines: LineHashes | undefined;
  readonly #seen = new Map<string, number>();

  /** Where the text is not the whole file, nothing can be said of the file's lines. */
  constructor(snapshot: Snapshot, isWholeFile: boolean) {
    this.#snapshot = snapshot;
    this.#lines = isWholeFile ? new LineHashes(snapshot.text) : undefined;
  }

  /** `line` counts from 1. */
  of(finding: DocumentFinding, line: number): Readonly<Record<string, string>> {
    const own = { "trustPolicyFinding/v1": this.#own(finding) };
    const hash = this.#lines?.of(line);
    return hash === undefined ? own : { primaryLocationLineHash: hash, ...own };
  }

  /** The rule, the policy, the statement's Sid and the underlined text without white space; and how many were like it so far. */
  #own(finding: DocumentFinding): string {
    const { rule, policy, span } = finding;
    const label = policy === undefined ? "" : this.#snapshot.policies[policy]?.site.label;
    const marked = this.#snapshot.text.slice(span.start, span.end).replace(/\s+/g, "");
    const identity = JSON.stringify([rule, label, this.#snapshot.sidOf(finding) ?? "", marked]);
    const digest = createHash("sha256").update(identity).digest("hex").slice(0, 32);
    const count = (this.#seen.get(digest) ?? 0) + 1;
    this.#seen.set(digest, count);
    return `${digest}:${count}`;
  }
}
