import type { ListedFile } from "../files.ts";
import type { CheckedFile } from "../report/report.ts";
import { type CheckContext, checkText } from "./check-text.ts";
import { type Element, ElementScanner } from "./elements.ts";

/** Past this a file is not read as a whole, and is of interest only as a list, such as the roles of an account. In bytes. */
export const largestWhole = 20 * 1024 * 1024;

/** Checks a large list of objects piece by piece, so that no more of it than one object is in memory. */
export class LargeFile {
  readonly #file: ListedFile;
  readonly #context: CheckContext;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #scanner = new ElementScanner();
  #isList = false;
  #isText = true;

  constructor(file: ListedFile, context: CheckContext) {
    this.#file = file;
    this.#context = context;
  }

  /** Takes the next bytes of the file and gives what the objects that end in them come to, each as a file. */
  push(bytes: Uint8Array): readonly CheckedFile[] {
    return this.#checked(this.#scanner.push(this.#decoded(bytes)));
  }

  /** The last of it, and why not all could be checked. */
  end(): readonly CheckedFile[] {
    const last = this.#scanner.push(this.#decoded());
    const checked = this.#checked([...last, ...this.#scanner.end()]);
    const error = this.#refusal();
    return error === null ? checked : [...checked, { path: this.#file.shown, error, policies: [], findings: [] }];
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

  #checked(elements: readonly Element[]): readonly CheckedFile[] {
    this.#isList ||= elements.length > 0;
    return elements.map(({ text, origin }) => checkText(text, this.#file, this.#context, origin));
  }

  #refusal(): string | null {
    if (!this.#isText) return "it is not UTF-8 text";
    if (this.#scanner.tooLong) return "an object in it is larger than 20 MB";
    return this.#isList ? null : "it is larger than 20 MB and no list of roles";
  }
}
