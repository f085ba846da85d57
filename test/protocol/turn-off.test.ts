import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ClientCapabilities, CodeAction, SnippetTextEdit, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TestClient } from "./client.ts";

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Agents", "Effect": "Allow", "Principal": { "Service": "bedrock.amazonaws.com" }, "Action": "sts:AssumeRole" },
    { "Sid": "Jobs", "Effect": "Allow", "Principal": { "Service": "glue.amazonaws.com" }, "Action": "sts:AssumRole" }
  ]
}
`;
const rule = "service-no-source";
const atService = { start: { line: 3, character: 75 }, end: { line: 3, character: 75 } };
const full: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"], snippetEditSupport: true } },
};
const withoutSnippets: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
};
const plain: ClientCapabilities = { textDocument: { diagnostic: {} } };

describe("turning a rule off", () => {
  let folder: string;
  let place: string;
  let client: TestClient;
  const configuration = () => path.join(folder, ".trust-policy.jsonc");

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
    mkdirSync(path.join(folder, "roles"));
    place = pathToFileURL(path.join(folder, "roles", "trust policy.json")).href;
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(capabilities: ClientCapabilities, workspace = pathToFileURL(folder).href): Promise<void> {
    client = await TestClient.start({ capabilities, folder: workspace });
    await client.open(place, policy);
  }

  async function actions(range = atService): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [] };
    return client.connection.sendRequest("textDocument/codeAction", { textDocument: { uri: place }, range, context });
  }

  async function action(how: "here" | "everywhere"): Promise<CodeAction> {
    const found = (await actions()).find(({ title }) => title === `Turn this rule off ${how} (${rule})`);
    assert.ok(found);
    return found;
  }

  /** Does what the client would do, and tells the server that the file is another one. */
  async function apply({ edit }: CodeAction, typed = ""): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if ("edits" in change) write(change.textDocument.uri, change.edits, typed);
      else {
        assert.equal(change.kind, "create");
        assert.ok(change.kind === "create" && !existsSync(fileURLToPath(change.uri)));
        writeFileSync(fileURLToPath(change.uri), "");
      }
    }
    for (const [uri, edits] of Object.entries(edit?.changes ?? {})) write(uri, edits, typed);
    const changes = [{ uri: pathToFileURL(configuration()).href, type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  async function rulesFound(): Promise<readonly unknown[]> {
    return (await client.pull(place)).filter(({ range }) => range.start.line === 3).map(({ code }) => code);
  }

  it("everywhere, in a new file at the root of the folder", async () => {
    await open(full);
    assert.deepEqual(await rulesFound(), [rule]);
    await apply(await action("everywhere"));
    assert.deepEqual(JSON.parse(readFileSync(configuration(), "utf8")), { rules: { [rule]: "off" } });
    assert.deepEqual(
      await client.pull(place),
      (await client.pull(place)).filter(({ code }) => code !== rule),
    );
    assert.deepEqual(await rulesFound(), []);
  });

  it("here, with a reason that is typed at a tab stop", async () => {
    await open(full);
    await apply(await action("here"), "a sandbox account");
    assert.deepEqual(JSON.parse(readFileSync(configuration(), "utf8")), {
      allow: [{ rule, files: ["roles/trust policy.json"], sid: "Agents", reason: "a sandbox account" }],
    });
    assert.deepEqual(await rulesFound(), []);
    const others = (await client.pull(place)).map(({ code }) => code);
    assert.ok(others.includes("action-unknown"), "other rules still speak");
  });

  it("here, with a reason that is still missing: the finding stays, and the file says what to do", async () => {
    await open(withoutSnippets);
    await apply(await action("here"));
    assert.deepEqual(await rulesFound(), [rule]);
    const uri = pathToFileURL(configuration()).href;
    await client.open(uri, readFileSync(configuration(), "utf8"), "jsonc");
    assert.deepEqual(
      (await client.pull(uri)).map(({ code, message }) => `${code}: ${message}`),
      ['configuration: This entry of "allow" does not count: it gives no "reason".'],
    );
  });

  it("in the nearest file that there is, without touching the rest of it", async () => {
    const text = '{\n  // ours\n  "rules": {\n    "size-near-quota": "off", // long names\n  },\n}\n';
    writeFileSync(path.join(folder, "roles", ".trust-policy.jsonc"), text);
    writeFileSync(configuration(), "{}");
    await open(plain);
    const found = await action("here");
    const uri = pathToFileURL(path.join(folder, "roles", ".trust-policy.jsonc")).href;
    assert.deepEqual(Object.keys(found.edit?.changes ?? {}), [uri]);
    await apply(found, "");
    const changed = readFileSync(fileURLToPath(uri), "utf8");
    assert.ok(changed.startsWith(text.slice(0, text.lastIndexOf(","))), changed);
    assert.match(changed, /"files": \[\n\s+"trust policy\.json"\n/);
    await apply(await action("everywhere"));
    assert.deepEqual(await rulesFound(), []);
  });

  it("in the text that is being edited, and for that version of it", async () => {
    writeFileSync(configuration(), "{}");
    await open(full);
    const uri = pathToFileURL(configuration()).href;
    await client.open(uri, '// unsaved\n{ "rules": {} }', "jsonc");
    const [change] = (await action("everywhere")).edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    assert.ok(change.edits.every(({ range }) => range.start.line === 1));
  });

  it("comes after the fixes, once for each rule, and never as the preferred one or in fix all", async () => {
    await open(full);
    const all = await actions({ start: { line: 0, character: 0 }, end: { line: 6, character: 0 } });
    const titles = all.map(({ title }) => title);
    const first = titles.findIndex((title) => title.startsWith("Turn this rule off"));
    assert.ok(first > 0);
    assert.ok(titles.slice(first).every((title) => title.startsWith("Turn this rule off")));
    assert.deepEqual(titles, [...new Set(titles)]);
    assert.ok(all.slice(first).every(({ isPreferred, kind }) => isPreferred === undefined && kind === "quickfix"));
  });

  it("is not offered where no file can be made", async () => {
    await open(plain);
    assert.deepEqual(offers(await actions()), []);
  });

  it("is not offered outside of all folders", async () => {
    await open(full, "file:///elsewhere");
    assert.ok((await actions()).length > 0);
    assert.deepEqual(offers(await actions()), []);
  });

  it("is not offered in a file that is broken", async () => {
    writeFileSync(configuration(), '{ "rules": ');
    await open(full);
    assert.deepEqual(offers(await actions()), []);
  });
});

function offers(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(({ title }) => title).filter((title) => title.startsWith("Turn this rule off"));
}

/** Edits of a file on disk. What a person types takes the place of the tab stop. */
function write(uri: string, edits: readonly (TextEdit | SnippetTextEdit)[], typed: string): void {
  const file = fileURLToPath(uri);
  const document = TextDocument.create(uri, "jsonc", 0, readFileSync(file, "utf8"));
  const plainEdits = edits.map((edit) => ({
    range: edit.range,
    newText:
      "newText" in edit ? edit.newText : edit.snippet.value.replace(/\$\{1:\}/, typed).replace(/\\([\\$}])/g, "$1"),
  }));
  writeFileSync(file, TextDocument.applyEdits(document, plainEdits));
}
