import { Transform, type TransformCallback } from "node:stream";

/** No text is longer in V8; a message that says so cannot be meant. */
const longestBody = 2 ** 29;
/** A header has one line, or two short ones. */
const longestHeader = 256;

const blankLine = "\r\n\r\n";
const lengthLine = /(?:content-type:[^\r\n]*\r\n)?content-length: *(\d+) *(?:\r\n[^\r\n]*)?$/i;

/**
 * Passes on the messages of a stream, and finds the next one behind a header that is none or a length that is wrong: a reader that
 * trusts every length would never understand anything again. No JSON has a header inside: its texts have no bare line ends.
 */
export class Frames extends Transform {
  readonly #skipped: () => void;
  /** The length of the body that is being read; undefined while its header is. */
  #wanted: number | undefined;
  /** What has come of the header or body, and its size. */
  #parts: Buffer[] = [];
  #size = 0;
  /** The end of what was read last: where a length is wrong, the next header begins there. */
  #tail: Buffer = Buffer.alloc(0);
  #lost = false;

  /** @param skipped called once for each stretch that made no sense */
  constructor(skipped: () => void) {
    super();
    this.#skipped = skipped;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest: Buffer | undefined = chunk;
    while (rest) rest = this.#wanted === undefined ? this.#readHeader(rest) : this.#readBody(rest, this.#wanted);
    done();
  }

  /** Each of these answers what stands behind the part that it read, and undefined where there is more to come. */
  #readHeader(chunk: Buffer): Buffer | undefined {
    const text = Buffer.concat([this.#tail, ...this.#parts, chunk]);
    const start = this.#tail.length;
    const end = text.indexOf(blankLine, Math.max(0, start - blankLine.length + 1));
    if (end < 0) {
      this.#lost ||= text.length - start > longestHeader;
      this.#parts = [text.subarray(Math.max(start, text.length - longestHeader))];
      return undefined;
    }
    const length = lengthIn(text.subarray(0, end));
    this.#lost ||= length?.at !== start;
    if (length && this.#lost) this.#skipped();
    this.#lost &&= length === undefined;
    this.#begin(length?.value);
    return text.subarray(end + blankLine.length);
  }

  #readBody(chunk: Buffer, wanted: number): Buffer | undefined {
    const missing = wanted - this.#size;
    const part = chunk.subarray(0, missing);
    const seen = Buffer.concat([this.#tail, part]);
    const end = seen.indexOf(blankLine);
    const next = end < 0 ? undefined : lengthIn(seen.subarray(0, end));
    if (next) {
      this.#lost = true;
      this.#begin(undefined);
      return Buffer.concat([seen.subarray(next.at), chunk.subarray(part.length)]);
    }
    this.#tail = seen.subarray(-longestHeader);
    this.#parts.push(part);
    this.#size += part.length;
    if (chunk.length < missing) return undefined;
    this.push(`Content-Length: ${wanted}${blankLine}`);
    for (const one of this.#parts) this.push(one);
    this.#begin(undefined, this.#tail);
    return chunk.subarray(missing);
  }

  #begin(wanted: number | undefined, tail: Buffer = Buffer.alloc(0)): void {
    this.#wanted = wanted;
    this.#parts = [];
    this.#size = 0;
    this.#tail = tail;
  }
}

/** The length that a header ends with, and where that header begins: in front of it stands what a message had more than it said. */
function lengthIn(text: Buffer): { readonly value: number; readonly at: number } | undefined {
  const start = Math.max(0, text.length - longestHeader);
  const found = lengthLine.exec(text.toString("latin1", start));
  const value = Number(found?.[1]);
  return found && value < longestBody ? { value, at: start + found.index } : undefined;
}
