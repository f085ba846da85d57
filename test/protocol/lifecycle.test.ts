import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from "vscode-languageserver/node";
import { serverProgram, TestClient } from "./client.ts";

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
  return code;
}

describe("the server ends", () => {
  it("well, after shutdown and exit", async () => {
    const client = await TestClient.start();
    assert.equal(await client.stop(), 0);
  });

  it("with an error, after exit alone", async () => {
    const client = await TestClient.start();
    await client.connection.sendNotification("exit");
    assert.equal(await exitOf(client.process), 1);
  });

  it("when its input ends, as it does when the editor is killed", async () => {
    const client = await TestClient.start();
    client.process.stdin?.end();
    assert.equal(await exitOf(client.process), 1);
  });

  it("when nobody reads its output any more, and its input ends", async () => {
    const client = await TestClient.start();
    client.process.stdout?.destroy();
    await client.open("file:///project/trust-policy.json", "{}");
    client.process.stdin?.end();
    assert.equal(await exitOf(client.process), 1);
  });

  it("when the editor's process is gone and its input stays open", async () => {
    const editor = spawn(process.execPath, ["--eval", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    await once(editor, "spawn");
    const client = await TestClient.start({ initialize: { processId: editor.pid ?? null } });
    const ended = exitOf(client.process);
    editor.kill();
    assert.equal(await ended, 1);
  });

  it("and answers nothing but exit once it was shut down", async () => {
    const client = await TestClient.start();
    await client.connection.sendRequest("shutdown");
    const hover = { position: { line: 0, character: 0 } };
    await assert.rejects(client.ask("textDocument/hover", "file:///a.json", hover), { code: -32600 });
    await client.connection.sendNotification("exit");
    assert.equal(await exitOf(client.process), 0);
  });
});

describe("a start without an editor", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [serverProgram, ...args], { encoding: "utf8", input: "" });

  it("is told in a line how it is meant", () => {
    const { status, stdout, stderr } = run();
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^trust-policy-language-server is started by an editor, with --stdio\..*\n$/);
  });

  it("gets the version", () => {
    const { status, stdout, stderr } = run("--version");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it("gets help", () => {
    const { status, stdout } = run("--help");
    assert.equal(status, 0);
    for (const way of ["--stdio", "--node-ipc", "--socket", "--pipe"]) assert.ok(stdout.includes(way), way);
  });
});

it("speaks over the channel of the process that forked it, as with VS Code", async () => {
  const child = spawn(process.execPath, [serverProgram, "--node-ipc"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  const { serverInfo } = await connection.sendRequest<{ serverInfo: { name: string } }>("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  assert.equal(serverInfo.name, "trust-policy-language-server");
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  assert.equal(await exitOf(child), 0);
});
