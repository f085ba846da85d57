import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { build } from "esbuild";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { heapOf, watched } from "../harness/heap.ts";
import { compare } from "./measure.ts";
import { policyOf4Kb } from "./policies.ts";
import { megabytes, type Row, timed } from "./table.ts";

/** Language servers in processes of their own, over stdio. */

const root = path.resolve(import.meta.dirname, "../..");
const ours = path.join(root, "server/dist/language-server.cjs");
const schema = path.join(root, "schemas/trust-policy.schema.json");
const uri = "file:///bench/trust-policy.json";

/** A server with one open document. */
class OpenServer {
  readonly process: ChildProcess;
  readonly #connection: ReturnType<typeof createMessageConnection>;
  #version = 1;
  #reported: () => void = () => undefined;

  constructor(bundle: string, args: readonly string[] = [], nodeArgs: readonly string[] = []) {
    const child = spawn(process.execPath, [...nodeArgs, bundle, ...args, "--stdio"], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.process = child;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.#connection.onNotification("textDocument/publishDiagnostics", ({ version }: { version?: number }) => {
      if (version === undefined || version === this.#version) this.#reported();
    });
    this.#connection.listen();
  }

  /** Resolves with its first diagnostics. */
  async open(text: string): Promise<void> {
    await this.#connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
    await this.#connection.sendNotification("initialized", {});
    await this.#diagnosed("textDocument/didOpen", {
      textDocument: { uri, languageId: "json", version: this.#version, text },
    });
  }

  /** Types one character, or takes it back, and resolves with the diagnostics of the new text. */
  async edit(line: number, character: number): Promise<void> {
    this.#version++;
    const isTyped = this.#version % 2 === 0;
    const start = { line, character };
    const range = { start, end: isTyped ? start : { line, character: character + 1 } };
    await this.#diagnosed("textDocument/didChange", {
      textDocument: { uri, version: this.#version },
      contentChanges: [{ range, text: isTyped ? "x" : "" }],
    });
  }

  close(): void {
    this.#connection.dispose();
    this.process.kill();
  }

  async #diagnosed(method: string, params: object): Promise<void> {
    const reported = new Promise<void>((resolve) => {
      this.#reported = resolve;
    });
    await this.#connection.sendNotification(method, params);
    await reported;
  }
}

/** Bundles a peer as ours is bundled. */
export async function bundlePeer(name: string, folder: string): Promise<string> {
  const outfile = path.join(folder, `${name}.cjs`);
  await build({
    entryPoints: [path.join(root, `test/bench/${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outfile;
}

export async function coldStart(bare: string): Promise<Row> {
  const text = policyOf4Kb();
  const start = (bundle: string) => async () => {
    const server = new OpenServer(bundle);
    await server.open(text);
    server.close();
  };
  const times = await compare({ ours: start(ours), bare: start(bare) }, 15);
  return timed("start of the server to first diagnostics", times.ours, times.bare, "bare server", 1.5);
}

export async function edits(jsonServer: string): Promise<Row> {
  const text = policyOf4Kb();
  const { line, character } = { line: 4, character: text.split("\n")[4]?.lastIndexOf('"') ?? 0 };
  const servers = [new OpenServer(ours), new OpenServer(jsonServer, [schema])] as const;
  await Promise.all(servers.map((server) => server.open(text)));
  const [first, second] = servers;
  const runs = { ours: () => first.edit(line, character), peer: () => second.edit(line, character) };
  await compare(runs, 500);
  const times = await compare(runs, 500);
  for (const server of servers) server.close();
  return timed("edit to diagnostics over stdio", times.ours, times.peer, "JSON service's server", 1.3);
}

/** What lives on in the server after many edits, taken after a full collection; and the same without the code that the engine compiled. */
export async function heapAfterEdits(): Promise<readonly Row[]> {
  const text = policyOf4Kb();
  const character = text.split("\n")[4]?.lastIndexOf('"') ?? 0;
  const server = new OpenServer(ours, [], watched);
  await server.open(text);
  const heapAfter = async (count: number) => {
    for (let i = 0; i < count; i++) await server.edit(4, character);
    return heapOf(server.process);
  };
  const few = await heapAfter(100);
  const many = await heapAfter(9900);
  server.close();
  return [
    heapRow("heap of the server after 10,000 edits", many.heap, few.heap),
    heapRow("  without the engine's compiled code", many.heap - many.code, few.heap - few.code),
  ];
}

function heapRow(what: string, many: number, few: number): Row {
  const ratio = many / few;
  const peer = `${megabytes(few)} after 100`;
  return { what, ours: megabytes(many), peer, ratio, goal: "at most 1.1 ×", met: ratio <= 1.1 };
}
