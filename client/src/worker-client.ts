/** The language client of the web. It is evaluated when a policy turns up, because most JSON files never need it. */

import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  Disposable,
  LanguageClient,
  type LanguageClientOptions,
  type Message,
} from "vscode-languageclient/browser";

/** A client that runs the server's bundle in a worker of its own. */
export function makeWorkerClient(serverBundle: string, options: LanguageClientOptions): LanguageClient {
  return new WorkerClient(serverBundle, options);
}

/**
 * The library's own transport for workers never closes: a server that failed would be gone for good, and one that was stopped would stay
 * in memory. Here a worker ends like a process: by an error that it did not catch, and with the client that it belongs to.
 */
class WorkerClient extends LanguageClient {
  #worker: Worker | undefined;

  constructor(serverBundle: string, options: LanguageClientOptions) {
    const start = async () => {
      this.#worker?.terminate();
      const worker = new Worker(serverBundle);
      this.#worker = worker;
      return { reader: new WorkerReader(worker), writer: new WorkerWriter(worker) };
    };
    super("trustPolicy", "IAM Trust Policy", start, options);
  }

  /** Ends the worker also where it did not answer the request to shut down. */
  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#worker?.terminate();
    }
  }
}

class WorkerReader extends AbstractMessageReader {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    // Also what the browser tells when the bundle could not be loaded.
    worker.onerror = (event) => {
      event.preventDefault(); // else the error goes on to the extension host, which is not to blame
      worker.terminate();
      this.fireClose();
    };
  }

  listen(callback: DataCallback): Disposable {
    this.#worker.onmessage = ({ data }: MessageEvent<Message>) => callback(data);
    return Disposable.create(() => {
      this.#worker.onmessage = null;
    });
  }
}

class WorkerWriter extends AbstractMessageWriter {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  async write(message: Message): Promise<void> {
    this.#worker.postMessage(message);
  }

  end(): void {
    this.#worker.terminate();
  }
}
