/** Past this size a document is analysed only when typing pauses. */
export const largeLength = 1024 * 1024;
const pause = 600;

/** Waits for pauses in typing, one document at a time each. */
export class Quiet {
  readonly #waiting = new Map<string, () => void>();

  /** True after a pause; false as soon as the document is changed again or closed. */
  wait(uri: string): Promise<boolean> {
    this.disturb(uri);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(uri);
        resolve(true);
      }, pause);
      this.#waiting.set(uri, () => {
        clearTimeout(timer);
        resolve(false);
      });
    });
  }

  disturb(uri: string): void {
    const cancel = this.#waiting.get(uri);
    this.#waiting.delete(uri);
    cancel?.();
  }
}
