import { partitionPoint } from "./partition-point.ts";
import type { Span } from "./span.ts";

/**
 * A piecewise map from offsets of a decoded text to offsets of the host text it was decoded from: string escapes, URL encoding,
 * stripped indentation. Where a run was copied unchanged one segment covers it; where one character stands for several (an
 * escape) the segment's lengths differ.
 */
export interface Segment {
  readonly decoded: number;
  readonly host: number;
  /** Length on either side; equal lengths map one to one. */
  readonly decodedLength: number;
  readonly hostLength: number;
}

export class Segments {
  readonly #segments: readonly Segment[];

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  /** Decoded offset → host offset. An offset inside an escape maps to the start of the escape. */
  host(decoded: number): number {
    const segment = this.#find(decoded, "decoded");
    if (!segment) return decoded;
    const inside = decoded - segment.decoded;
    if (inside >= segment.decodedLength) return segment.host + segment.hostLength;
    return segment.host + (segment.decodedLength === segment.hostLength ? inside : 0);
  }

  hostSpan(decoded: Span): Span {
    return { start: this.host(decoded.start), end: this.host(decoded.end) };
  }

  /** Host offset → decoded offset. An offset inside an escape maps to the start of the character it stands for. */
  decoded(host: number): number {
    const segment = this.#find(host, "host");
    if (!segment) return host;
    const inside = host - segment.host;
    if (inside >= segment.hostLength) return segment.decoded + segment.decodedLength;
    return segment.decoded + (segment.decodedLength === segment.hostLength ? inside : 0);
  }

  #find(offset: number, side: "decoded" | "host"): Segment | undefined {
    const behind = partitionPoint(this.#segments, (segment) => segment[side] <= offset);
    return this.#segments[Math.max(0, behind - 1)];
  }
}

/** Collects segments from left to right, joining runs that map one to one. */
export class SegmentsBuilder {
  readonly #segments: Segment[] = [];
  readonly #text: string[] = [];
  #decoded = 0;

  /** `host` characters at `hostStart` were decoded to `decodedText`. */
  add(decodedText: string, hostStart: number, hostLength: number): void {
    const last = this.#segments.at(-1);
    const oneToOne = decodedText.length === hostLength;
    if (
      last &&
      oneToOne &&
      last.decodedLength === last.hostLength &&
      last.host + last.hostLength === hostStart &&
      hostLength > 0
    ) {
      const length = last.decodedLength + hostLength;
      this.#segments[this.#segments.length - 1] = { ...last, decodedLength: length, hostLength: length };
    } else {
      this.#segments.push({ decoded: this.#decoded, host: hostStart, decodedLength: decodedText.length, hostLength });
    }
    this.#decoded += decodedText.length;
    this.#text.push(decodedText);
  }

  build(): { text: string; segments: Segments } {
    return { text: this.#text.join(""), segments: new Segments(this.#segments) };
  }
}
