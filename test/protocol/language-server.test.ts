import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { CodeAction, CompletionItem, DocumentSymbol, Hover } from "vscode-languageserver/node";
import { cursor, TestClient } from "./client.ts";

const uri = "file:///project/trust-policy.json";
const faulty = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const bedrock = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "bedrock.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const pulling = { textDocument: { diagnostic: {} } };
const modern = {
  textDocument: {
    diagnostic: {},
    hover: { contentFormat: ["markdown" as const] },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ["markdown" as const],
        insertTextModeSupport: { valueSet: [1 as const] },
      },
    },
  },
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

describe("a client without pull diagnostics", () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({
      capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
    });
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
  });

  it("gets findings pushed, with rule name, page and exact range", async () => {
    assert.equal(client.initialized?.capabilities.diagnosticProvider, undefined);
    await client.open(uri, faulty);
    const [finding, ...more] = await client.published(uri, 1);
    assert.deepEqual(more, []);
    assert.equal(finding?.source, "trust-policy");
    assert.equal(finding?.code, "effect-invalid");
    assert.match(finding?.codeDescription?.href ?? "", /^https:\/\/docs\.aws\.amazon\.com\//);
    assert.deepEqual(finding?.range, { start: { line: 4, character: 16 }, end: { line: 4, character: 23 } });
  });

  it("counts columns in UTF-16, also behind an emoji", async () => {
    const place = "file:///project/emoji-trust-policy.json";
    await client.open(
      place,
      `{ "Version": "2012-10-17", "Statement": { "Sid": "😀", "Effect": "allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } }`,
    );
    const finding = (await client.published(place, 1)).find(({ code }) => code === "effect-invalid");
    assert.deepEqual(finding?.range.start, { line: 0, character: 65 });
  });

  it("gets the findings of the text after an incremental change", async () => {
    await client.change(uri, 2, [
      { range: { start: { line: 4, character: 17 }, end: { line: 4, character: 18 } }, text: "A" },
    ]);
    assert.deepEqual(await client.published(uri, 2), []);
  });

  it("gets fixes as plain edits", async () => {
    const place = "file:///project/bedrock-trust-policy.json";
    await client.open(place, bedrock);
    const range = { start: { line: 5, character: 40 }, end: { line: 5, character: 40 } };
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: place },
      range,
      context: { diagnostics: [] },
    });
    assert.ok(actions.length > 0);
    const edits = actions[0]?.edit?.changes?.[place];
    assert.match(edits?.[0]?.newText ?? "", /"aws:SourceAccount": "111122223333"/);
  });

  it("gets suggestions as plain text", async () => {
    const place = "file:///project/empty-trust-policy.json";
    await client.open(place, "");
    assert.deepEqual(await client.published(place, 1), [], "nobody is told off for an empty file");
    const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri: place },
      position: { line: 0, character: 0 },
    });
    assert.ok(items.length > 10);
    for (const item of items) assert.doesNotMatch(item.textEdit?.newText ?? "", /\$\{\d/);
  });

  it("completes an untitled document that begins like a policy, and finds no fault with it yet", async () => {
    const place = "untitled:Untitled-1";
    const { text, position } = cursor(
      `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Ser|" } }] }`,
    );
    await client.open(place, text);
    assert.deepEqual(await client.published(place, 1), []);
    const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri: place },
      position,
    });
    assert.ok(items.some(({ label }) => label === "Service"));
  });

  it("hears nothing about JSON that holds no trust policy", async () => {
    const place = "file:///project/package.json";
    await client.open(place, `{ "Effect": "allow" }`);
    assert.deepEqual(await client.published(place, 1), []);
  });

  it("loses the findings of a document that is closed", async () => {
    await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    const hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { line: 4, character: 18 },
    });
    assert.equal(hover, null);
  });
});

describe("a client that pulls and knows snippets", () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: modern });
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
  });

  it("pulls findings", async () => {
    assert.deepEqual(client.initialized?.capabilities.diagnosticProvider, {
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    await client.open(uri, faulty);
    assert.deepEqual(
      (await client.pull(uri)).map(({ code }) => code),
      ["effect-invalid"],
    );
  });

  it("completes a half-typed key and explains it when asked", async () => {
    const { text, position } = cursor(
      bedrock.replace(`"sts:AssumeRole"`, `"sts:AssumeRole", "Condition": { "ArnLike": { "aws:Sou|" } }`),
    );
    const place = "file:///project/half-trust-policy.json";
    await client.open(place, text);
    const items: CompletionItem[] = await client.connection.sendRequest("textDocument/completion", {
      textDocument: { uri: place },
      position,
    });
    const item = items.find(({ label }) => label === "aws:SourceArn");
    assert.ok(item);
    assert.equal(item.documentation, undefined);
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", item);
    assert.match(JSON.stringify(resolved.documentation), /docs\.aws\.amazon\.com/);
  });

  it("hovers with Markdown", async () => {
    await client.open("file:///project/hover-trust-policy.json", bedrock);
    const hover: Hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "file:///project/hover-trust-policy.json" },
      position: { line: 5, character: 40 },
    });
    assert.match(JSON.stringify(hover.contents), /"kind":"markdown".*bedrock\.amazonaws\.com/);
  });

  it("gets fixes with tab stops; equal places have equal numbers", async () => {
    const place = "file:///project/snippet-trust-policy.json";
    await client.open(place, bedrock);
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: place },
      range: { start: { line: 5, character: 40 }, end: { line: 5, character: 40 } },
      context: { diagnostics: [] },
    });
    const changes = JSON.stringify(actions[0]?.edit?.documentChanges);
    assert.match(changes, /"kind":"snippet"/);
    assert.equal(changes.match(/\$\{1:111122223333\}/g)?.length, 2);
  });

  it("fixes all safe findings at once", async () => {
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["source.fixAll.trustPolicy"],
    );
    assert.match(JSON.stringify(actions[0]?.edit), /"newText":"A"/);
  });

  it("gives an outline", async () => {
    const symbols: DocumentSymbol[] = await client.connection.sendRequest("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    assert.match(JSON.stringify(symbols), /ec2\.amazonaws\.com/);
  });

  it("answers for the status bar", async () => {
    const status = await client.connection.sendRequest<{ count: number; quota: number; worst: string }>(
      "trustPolicy/status",
      {
        textDocument: { uri },
        position: { line: 4, character: 18 },
      },
    );
    assert.equal(status.quota, 2048);
    assert.equal(status.worst, "error");
    assert.equal(status.count, JSON.stringify(JSON.parse(faulty)).length);
  });

  it("says nothing about the past that a diff shows", async () => {
    const past = "git:/project/trust-policy.json?HEAD";
    await client.open(past, faulty);
    assert.deepEqual(await client.pull(past), []);
  });

  it("answers a cancelled request and goes on", async () => {
    const { CancellationTokenSource } = await import("vscode-languageserver/node");
    const source = new CancellationTokenSource();
    const answer = client.connection
      .sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 4, character: 18 } }, source.token)
      .then(
        () => "answered",
        () => "answered",
      );
    source.cancel();
    assert.equal(await answer, "answered");
    assert.equal((await client.pull(uri)).length, 1);
  });

  it("answers a request that it does not know with an error", async () => {
    await assert.rejects(client.connection.sendRequest("trustPolicy/nothing", {}), /Unhandled method/);
  });
});

describe("settings", () => {
  it("come from the client, by document, and change while the server runs", async () => {
    const capabilities = { ...pulling, workspace: { configuration: true } };
    const client = await TestClient.start({ capabilities, settings: { rules: { "effect-invalid": "hint" } } });
    await client.open(uri, faulty);
    assert.deepEqual(
      (await client.pull(uri)).map(({ severity }) => severity),
      [4],
    );
    client.settings = { enable: false };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await client.pull(uri), []);
    await client.stop();
  });

  it("come from initializationOptions where the client has no configuration", async () => {
    const initializationOptions = { settings: { rules: { "effect-invalid": "off" } } };
    const client = await TestClient.start({ capabilities: pulling, initializationOptions });
    await client.open(uri, faulty);
    assert.deepEqual(await client.pull(uri), []);
    await client.stop();
  });

  it("come from the nearest .trust-policy.jsonc, which wins", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-"));
    try {
      writeFileSync(
        path.join(folder, ".trust-policy.jsonc"),
        `{ "rules": { "effect-invalid": "warning" }, /* names */ "files": ["**/roles/*.json"] }`,
      );
      const folderUri = pathToFileURL(folder).href;
      const initializationOptions = { settings: { rules: { "effect-invalid": "off" } } };
      const client = await TestClient.start({ capabilities: pulling, folder: folderUri, initializationOptions });
      const place = `${folderUri}/roles/ci.json`;
      await client.open(place, faulty);
      assert.deepEqual(
        (await client.pull(place)).map(({ severity }) => severity),
        [2],
      );
      await client.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("leave plain syntax errors of JSON to an editor that reports them itself", async () => {
    const text = `${faulty.replace("allow", "Allow").trimEnd()},`;
    const own = await TestClient.start({ capabilities: pulling });
    await own.open(uri, text);
    assert.deepEqual(
      (await own.pull(uri)).map(({ code }) => code),
      ["json-syntax"],
    );
    await own.stop();
    const validated = await TestClient.start({
      capabilities: pulling,
      initializationOptions: { jsonValidation: true },
    });
    await validated.open(uri, text);
    assert.deepEqual(await validated.pull(uri), []);
    await validated.stop();
  });
});

describe("large documents", () => {
  it("wait for a pause in typing, and an older question is answered as cancelled", async () => {
    const statement = JSON.stringify({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    const text = `{"Version":"2012-10-17","Statement":[${Array(12_000).fill(statement).join(",\n")}]}`;
    const client = await TestClient.start({ capabilities: pulling });
    await client.open(uri, text);
    const first = client.pull(uri).then(
      () => "answered",
      (error) => error.code,
    );
    await client.change(uri, 2, [
      { range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: " " },
    ]);
    assert.equal(await first, -32802);
    const second = await client.pull(uri);
    assert.ok(second.length > 0 && second.length <= 501);
    await client.stop();
  });
});
