import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { serverProgram } from "./client.ts";

export interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly method?: string;
  readonly params?: { readonly message?: string };
}

/** A client that writes whatever bytes it likes. */
export class RawClient {
  readonly #child: ChildProcess;
  readonly received: Answer[] = [];
  #bytes = Buffer.alloc(0);
  #arrived: (() => void)[] = [];
  #id = 0;

  constructor() {
    const child = spawn(process.execPath, [serverProgram, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    child.stdout.on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#child = child;
  }

  #receive(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#bytes.toString("latin1", 0, 100));
      const start = header?.[0].length ?? 0;
      const end = start + Number(header?.[1]);
      if (!header || this.#bytes.length < end) break;
      this.received.push(JSON.parse(this.#bytes.toString("utf8", start, end)));
      this.#bytes = this.#bytes.subarray(end);
    }
    for (const arrived of this.#arrived.splice(0)) arrived();
  }

  write(bytes: string): void {
    this.#child.stdin?.write(bytes);
  }

  /** A message as it should be. */
  send(message: object): void {
    this.write(framed(JSON.stringify({ jsonrpc: "2.0", ...message })));
  }

  async ask(method: string, params?: unknown): Promise<Answer> {
    const id = ++this.#id;
    this.send({ id, method, params });
    return this.answer(id);
  }

  /** The answer to a request, which may have come already. */
  async answer(id: number): Promise<Answer> {
    for (;;) {
      const found = this.received.find((message) => message.id === id);
      if (found) return found;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  initialize(): Promise<Answer> {
    return this.ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  }

  get log(): string {
    return this.received
      .map(({ method, params }) => (method === "window/logMessage" ? params?.message : ""))
      .join("\n");
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.stdin?.end();
    await exited;
  }
}

export function framed(body: string, length = Buffer.byteLength(body)): string {
  return `Content-Length: ${length}\r\n\r\n${body}`;
}
