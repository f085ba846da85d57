import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { type ClientOptions, TestClient } from "./client.ts";

/** Where settings come from, and when a change of them counts. The rule `effect-invalid` shows which ones were read. */

const text = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
] }
`;
const hint = { rules: { "effect-invalid": "hint" } };
const off = { rules: { "effect-invalid": "off" } };
const pulling = { textDocument: { diagnostic: {} } };
const configurable = { ...pulling, workspace: { configuration: true } };

let client: TestClient;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
  for (const name of ["one", "two", "one/roles"]) mkdirSync(path.join(folder, name));
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
const place = () => uriOf("one/roles/trust-policy.json");

function configure(where: string, configuration: unknown): void {
  writeFileSync(path.join(folder, where, ".trust-policy.jsonc"), JSON.stringify(configuration));
}

async function start(options: ClientOptions): Promise<void> {
  client = await TestClient.start(options);
  await client.open(place(), text);
}

/** The severities of the findings of a document: [1] without settings. */
async function severities(uri = place()): Promise<readonly unknown[]> {
  return (await client.pull(uri)).map(({ severity }) => severity);
}

function changed(settings: unknown): Promise<void> {
  return client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
}

describe("settings at the start", () => {
  const ways: readonly [string, unknown][] = [
    ["under settings", { settings: hint }],
    ["by themselves", hint],
    ["in their section", { trustPolicy: hint }],
    ["in their section, under settings", { settings: { trustPolicy: hint } }],
  ];
  for (const [how, initializationOptions] of ways) {
    it(`may stand ${how} in initializationOptions`, async () => {
      await start({ capabilities: pulling, initializationOptions });
      assert.deepEqual(await severities(), [4]);
    });
  }

  it("count where the client's own configuration says nothing", async () => {
    await start({ capabilities: configurable, initializationOptions: hint });
    assert.deepEqual(await severities(), [4]);
  });

  it("give way to the client's own configuration", async () => {
    await start({ capabilities: configurable, initializationOptions: hint, settings: off });
    assert.deepEqual(await severities(), []);
  });

  it("count, too, where the client fails to answer for its configuration", async () => {
    client = await TestClient.start({ capabilities: configurable, initializationOptions: hint });
    client.connection.onRequest("workspace/configuration", () => {
      throw new Error("no");
    });
    await client.open(place(), text);
    assert.deepEqual(await severities(), [4]);
  });
});

describe("settings that are sent later", () => {
  it("may be the section, all settings, or those of others", async () => {
    await start({ capabilities: pulling });
    assert.deepEqual(await severities(), [1]);
    await changed({ trustPolicy: hint });
    assert.deepEqual(await severities(), [4]);
    await changed(off);
    assert.deepEqual(await severities(), []);
    await changed({ json: { validate: true } });
    assert.deepEqual(await severities(), []);
  });
});

describe("the configuration file", () => {
  it("is watched by a client that can", async () => {
    const workspace = { didChangeWatchedFiles: { dynamicRegistration: true } };
    await start({ capabilities: { ...pulling, workspace }, folder: uriOf("one") });
    await client.until(() => client.registered.includes("workspace/didChangeWatchedFiles"));
    assert.deepEqual(await severities(), [1]);
    configure("one", hint);
    const changes = [{ uri: uriOf("one/.trust-policy.jsonc"), type: 1 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.deepEqual(await severities(), [4]);
  });

  it("is read again when something is saved, for a client that watches nothing", async () => {
    configure("one", {});
    await start({ capabilities: pulling, folder: uriOf("one") });
    await client.open(uriOf("one/.trust-policy.jsonc"), "{}", "jsonc");
    assert.deepEqual(await severities(), [1]);
    configure("one", hint);
    await client.save(uriOf("one/.trust-policy.jsonc"));
    assert.deepEqual(await severities(), [4]);
  });

  it("is read again when something is opened, and all findings are sent anew", async () => {
    client = await TestClient.start({ folder: uriOf("one") });
    await client.open(place(), text);
    await client.publishedAs(place(), (codes) => codes.length === 1);
    configure("one", off);
    await client.open(uriOf("one/other.json"), "{}");
    await client.publishedAs(place(), (codes) => codes.length === 0);
  });
});

describe("workspace folders", () => {
  const workspace = { workspaceFolders: true };

  it("come and go: a file counts inside its folder alone", async () => {
    configure(".", hint);
    await start({ capabilities: { ...pulling, workspace }, folder: uriOf("one") });
    assert.deepEqual(await severities(), [1], "the file stands above the folder");
    const outer = { uri: uriOf(""), name: "all" };
    const inner = { uri: uriOf("one"), name: "folder" };
    const change = (event: object) =>
      client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await change({ added: [outer], removed: [inner] });
    assert.deepEqual(await severities(), [4]);
    await change({ added: [inner], removed: [outer] });
    assert.deepEqual(await severities(), [1]);
  });

  it("each have a configuration of their own", async () => {
    configure("one", hint);
    configure("two", off);
    const workspaceFolders = ["one", "two"].map((name) => ({ uri: uriOf(name), name }));
    await start({ capabilities: { ...pulling, workspace }, initialize: { workspaceFolders } });
    await client.open(uriOf("two/trust-policy.json"), text);
    assert.deepEqual(await severities(), [4]);
    assert.deepEqual(await severities(uriOf("two/trust-policy.json")), []);
  });

  const older: readonly [string, () => object][] = [
    ["the URI of one", () => ({ rootUri: uriOf("one") })],
    ["the path of one", () => ({ rootUri: null, rootPath: path.join(folder, "one") })],
  ];
  for (const [what, root] of older) {
    it(`are not known to older clients, which send ${what}`, async () => {
      configure(".", off);
      configure("one", hint);
      await start({ capabilities: pulling, initialize: { workspaceFolders: null, ...root() } });
      assert.deepEqual(await severities(), [4]);
      rmSync(path.join(folder, "one/.trust-policy.jsonc"));
      await client.save(place());
      assert.deepEqual(await severities(), [1], "what stands above the folder does not count");
    });
  }

  it("may be none: then every folder above the document is looked into", async () => {
    configure(".", hint);
    await start({ capabilities: pulling });
    assert.deepEqual(await severities(), [4]);
  });

  it("on other machines are nothing to fall over", async () => {
    await start({ capabilities: pulling, folder: "file://elsewhere/share" });
    await client.open("file://elsewhere/share/trust-policy.json", text);
    assert.deepEqual(await severities("file://elsewhere/share/trust-policy.json"), [1]);
  });
});
