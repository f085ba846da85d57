/** The language server as the rest of the client sees it: started, stopped and restarted one step at a time. */

import { type Disposable, type Event, EventEmitter, type LogOutputChannel } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Makes a client that has not been started yet. */
export type MakeClient = () => Promise<BaseLanguageClient>;

export class Server {
  readonly #makeClient: MakeClient;
  readonly #channel: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #stateListener: Disposable | undefined;
  #started = false;
  #lastStep: Promise<unknown> = Promise.resolve();

  /** Fires when the server has come up or gone down, by itself or on demand. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(makeClient: MakeClient, channel: LogOutputChannel) {
    this.#makeClient = makeClient;
    this.#channel = channel;
  }

  /** Whether somebody has asked for the server; it may still be on its way, or have failed. */
  get started(): boolean {
    return this.#started;
  }

  /** The client while its server runs. */
  get running(): BaseLanguageClient | undefined {
    return this.#client?.isRunning() ? this.#client : undefined;
  }

  /** Starts the server where it does not run. The answer is the running client, or nothing where it could not be started. */
  start(): Promise<BaseLanguageClient | undefined> {
    this.#started = true;
    return this.#inTurn(() => this.#open());
  }

  stop(): Promise<void> {
    this.#started = false;
    return this.#inTurn(() => this.#close());
  }

  restart(): Promise<BaseLanguageClient | undefined> {
    this.#started = true;
    this.#inTurn(() => this.#close());
    return this.#inTurn(() => this.#open());
  }

  async #open(): Promise<BaseLanguageClient | undefined> {
    if (!this.#client) {
      this.#client = await this.#makeClient();
      this.#stateListener = this.#client.onDidChangeState(() => this.#changed.fire());
    }
    try {
      await this.#client.start();
    } catch (error) {
      // A client that failed to start never starts again; the next attempt needs a new one.
      this.#forget();
      throw error;
    }
    return this.running;
  }

  async #close(): Promise<void> {
    const client = this.#client;
    this.#forget();
    if (client?.needsStop()) {
      // One that is on its way up, after a crash for example, cannot be stopped before it has arrived.
      await client.start();
      await client.dispose();
    }
  }

  #forget(): void {
    this.#stateListener?.dispose();
    this.#client = undefined;
    this.#changed.fire();
  }

  /** Runs the step after all earlier ones. A failure goes to the output channel; the client itself has told the person. */
  #inTurn<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    const result = this.#lastStep.then(step).catch((error: unknown) => {
      this.#channel.error(error instanceof Error ? error : String(error));
      return undefined;
    });
    this.#lastStep = result;
    return result;
  }
}
