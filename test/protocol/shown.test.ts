import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { CodeLens, InlayHint } from "vscode-languageserver/node";
import { TestClient } from "./client.ts";

/** What the server shows within a document: the lens above a policy, the hints in its lines. */

const uri = "file:///project/vendor-trust-policy.json";
const text = `
{ "Version": "2012-10-17", "Statement": [
  { "Sid": "😀", "Effect": "Allow", "Principal": { "AWS": "464622532012" }, "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "sts:ExternalId": "7f3c2a9e" } } },
  { "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
    "Condition": { "DateLessThan": { "aws:CurrentTime": "2001-01-01T00:00:00Z" } } },
  { "Effect": "Allow", "Principal": { "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"] }, "Action": "sts:AssumeRole" }
] }
`;
const title = "Who can assume: any identity in account 464622532012 (Datadog), with an external ID; and 2 more";
const firstLine = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
const wholeText = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

function lenses(client: TestClient): Promise<CodeLens[]> {
  return client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
}

function hints(client: TestClient, range = wholeText): Promise<InlayHint[]> {
  return client.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri }, range });
}

describe("an editor with nothing but the protocol", () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ initializationOptions: { settings: { accounts: ["204512347781"] } } });
    await client.open(uri, text);
  });
  after(() => client.stop());

  it("gets a lens that says it all and that nobody can click", async () => {
    assert.deepEqual(await lenses(client), [{ range: firstLine, command: { title, command: "" } }]);
  });

  it("gets hints as plain text, in UTF-16 columns", async () => {
    const shown = (await hints(client)).map(({ position, label }) => [position.line, position.character, label]);
    assert.deepEqual(shown.slice(0, 2), [
      [2, 72, "Datadog"],
      [4, 59, "your account"],
    ]);
    const [line, character, left] = shown[2] ?? [];
    assert.deepEqual([line, character], [5, 78]);
    assert.match(String(left), /^ended \d+ years ago$/);
  });

  it("gets only the hints of the lines that it shows", async () => {
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 90 } };
    assert.deepEqual(
      (await hints(client, range)).map(({ label }) => label),
      ["your account"],
    );
  });

  it("is told what a hint rests on", async () => {
    const [vendor] = await hints(client);
    assert.match(
      String(vendor?.tooltip),
      /^Account 464622532012 is Datadog's, by a list read on [\d-]+: https:\/\/github\.com\//,
    );
  });

  it("is asked for nothing that it does not know when its settings change", async () => {
    const settings = { trustPolicy: { codeLens: false } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    assert.deepEqual(await lenses(client), []);
    assert.equal((await hints(client)).length, 2, "the hints stay; no account is ours any more");
    assert.deepEqual(client.refreshed, []);
  });
});

describe("an editor that can do more", () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it("gets its own command for the lens", async () => {
    const initializationOptions = { whoCanAssumeCommand: "trustPolicy.whoCanAssume" };
    client = await TestClient.start({ initializationOptions });
    await client.open(uri, text);
    assert.deepEqual(await lenses(client), [
      { range: firstLine, command: { title, command: "trustPolicy.whoCanAssume" } },
    ]);
  });

  it("is told to ask again when settings change, and each of the two can be switched off alone", async () => {
    const refresh = { refreshSupport: true };
    const workspace = { configuration: true, codeLens: refresh, inlayHint: refresh };
    client = await TestClient.start({ capabilities: { workspace }, settings: { inlayHints: false } });
    await client.open(uri, text);
    assert.deepEqual([(await lenses(client)).length, (await hints(client)).length], [1, 0]);
    client.settings = { codeLens: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual([...(await client.refreshes(2))].sort(), ["codeLens", "inlayHint"]);
    assert.deepEqual([(await lenses(client)).length, (await hints(client)).length], [0, 2]);
    client.settings = { enable: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.refreshes(4);
    assert.deepEqual([(await lenses(client)).length, (await hints(client)).length], [0, 0]);
  });
});
