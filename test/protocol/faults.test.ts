import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { build } from "esbuild";
import type { CodeAction } from "vscode-languageserver/node";
import { heapOf } from "../harness/heap.ts";
import { TestClient } from "./client.ts";

/** Faults inside the server: a rule that throws, a document that is too large. */

const root = path.resolve(import.meta.dirname, "../..");
const uri = "file:///project/trust-policy.json";
const secret = "464622532012";
const text = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "allow", "Principal": { "AWS": "${secret}" }, "Action": "sts:AssumRole" }
] }
`;

/** The real server, but that one rule throws what it reads. */
async function serverWithBrokenRule(folder: string): Promise<string> {
  const outfile = path.join(folder, "server.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["server/src/entry/node.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "error",
    plugins: [
      {
        name: "broken rule",
        setup({ onLoad }) {
          onLoad({ filter: /rules\/effect-invalid\.ts$/ }, ({ path: file }) => {
            const [head, tail, ...more] = readFileSync(file, "utf8").split("const value = effect?.value;");
            assert.ok(head && tail && more.length === 0, "the rule is not what it was");
            return { contents: `${head}throw new TypeError(JSON.stringify(effect.statement));${tail}`, loader: "ts" };
          });
        },
      },
    ],
  });
  return outfile;
}

describe("a rule that throws", () => {
  let folder: string;
  let client: TestClient;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
    client = await TestClient.start({
      program: await serverWithBrokenRule(folder),
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await client.open(uri, text);
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it("loses its own findings alone", async () => {
    const rules = (await client.pull(uri)).map(({ code }) => code);
    assert.deepEqual(rules, ["action-unknown"]);
  });

  it("is named in the log, with places of our own and nothing of the policy", async () => {
    const entry = await client.until(() => client.logged.find((message) => message.startsWith("rule ")));
    assert.match(entry, /^rule effect-invalid: TypeError\n\s+at /);
    assert.ok(!client.logged.join().includes(secret));
  });

  it("keeps nobody from the fixes of other rules", async () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 90 } };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, {
      range,
      context: { diagnostics: [] },
    });
    assert.ok(
      actions.some(({ title }) => title === 'Change to "sts:AssumeRole"'),
      actions.map((a) => a.title).join(),
    );
  });
});

describe("a document of 50 MB", () => {
  const large = `{ "Version": "2012-10-17", "Statement": [${" ".repeat(50_000_000)}
  { "Effect": "allow", "Principal": { "AWS": "${secret}" }, "Action": "sts:AssumRole" }
] }
`;
  // The peak is told by /proc, and the rest by a signal.
  const isWatched = process.platform === "linux";
  const small = "file:///project/small-trust-policy.json";
  let client: TestClient;
  afterEach(() => client.stop());

  /** The most memory that the server has had, in MB. */
  const peak = () => {
    const status = readFileSync(`/proc/${client.process.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
  };

  /** What lives on in the server, in MB. Its peak says less: it hangs on when the engine collected last. */
  const living = async () => {
    const { heap, external } = await heapOf(client.process);
    return (heap + external) / 1e6;
  };

  it("is declined with one finding, edit after edit, and other documents are answered", async () => {
    client = await TestClient.start({ isWatched });
    await client.open(uri, large);
    const declined = await client.published(uri, 1);
    assert.deepEqual(
      declined.map(({ severity, message }) => [severity, message]),
      [[3, "This file is larger than 20 MB; nothing in it was checked."]],
    );
    if (isWatched) assert.ok(peak() < 600, `${peak()} MB after opening`);
    await client.open(small, text);
    assert.ok((await client.published(small, 1)).length > 1);
    const start = { line: 0, character: 0 };
    for (let version = 2; version <= 10; version++) {
      await client.change(uri, version, [{ range: { start, end: start }, text: " " }]);
      assert.deepEqual(await client.ask("textDocument/hover", uri, { position: { line: 1, character: 50 } }), null);
    }
    assert.equal((await client.published(uri, 10)).length, 1);
    if (!isWatched) return;
    const left = await living();
    assert.ok(left < (2 * large.length) / 1e6, `${left} MB, which is more than one text`);
  });
});
