import { type Element, ElementScanner } from "./elements.ts";

/** Past this a file is not read as a whole, and is of interest only as a list, such as the roles of an account. In bytes. */
export const largestWhole = 20 * 1024 * 1024;

/** The bytes of a file that is too large to be read as a whole, taken apart as they come: no more than one object is kept. */
export class LargeText {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #scanner = new ElementScanner();
  #isList = false;
  #isText = true;

  /** The objects that end in the next bytes of the file. */
  push(bytes: Uint8Array): readonly Element[] {
    return this.#seen(this.#scanner.push(this.#decoded(bytes)));
  }

  /** The last of them. */
  end(): readonly Element[] {
    const last = this.#scanner.push(this.#decoded());
    return this.#seen([...last, ...this.#scanner.end()]);
  }

  /** At the end: why not all of it could be looked at. */
  get refusal(): string | undefined {
    if (!this.#isText) return "it is not UTF-8 text";
    if (this.#scanner.tooLong) return "an object in it is larger than 20 MB";
    return this.#isList ? undefined : "it is larger than 20 MB and no list of roles";
  }

  #seen(elements: readonly Element[]): readonly Element[] {
    this.#isList ||= elements.length > 0;
    return elements;
  }

  #decoded(bytes?: Uint8Array): string {
    if (!this.#isText) return "";
    try {
      return this.#decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      this.#isText = false;
      return "";
    }
  }
}
