import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InlayHint,
  SymbolInformation,
} from "vscode-languageserver/node";
import { TestClient } from "./client.ts";

/** What a client gets that can do next to nothing, and what one that can do more gets instead. */

const uri = "file:///project/trust-policy.json";
const text = `{ "Version": "2012-10-17", "Statement": [
  { "Sid": "A", "Effect": "Allow", "Principal": { "Service": "bedrock.amazonaws.com" }, "Action": "sts:AssumeRole" },
  { "Sid": "A", "Effect": "Allow", "Principal": { "AWS": "464622532012" }, "Action": ["sts:AssumeRole", "sts:AssumeRole"],
    "Condition": { "StringLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/a", "aws:Sou": "" }, } }
] }
`;
const at = { position: { line: 3, character: 43 } };
const everything = { range: { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } } };
const marks = /\*\*|\]\(|(?<!\w)`|\\/;

const able: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
    documentSymbol: {
      hierarchicalDocumentSymbolSupport: true,
      symbolKind: { valueSet: Array.from({ length: 26 }, (_, index) => (index + 1) as 1) },
    },
    hover: { contentFormat: ["markdown"] },
    completion: {
      completionItem: { documentationFormat: ["markdown"], snippetSupport: true },
      completionItemKind: { valueSet: Array.from({ length: 25 }, (_, index) => (index + 1) as 1) },
    },
  },
};

describe("a client that can do next to nothing", () => {
  let client: TestClient;
  let findings: readonly Diagnostic[];
  before(async () => {
    client = await TestClient.start();
    await client.open(uri, text);
    findings = await client.published(uri, 1);
  });
  after(() => client.stop());

  it("gets findings without tags, pages and related places", () => {
    assert.ok(findings.length > 3);
    const parts = new Set(findings.flatMap((finding) => Object.keys(finding)));
    assert.deepEqual([...parts].sort(), ["code", "message", "range", "severity", "source"]);
  });

  it("gets hovers as plain text, with the asterisks of the policy", async () => {
    const { contents } = await client.ask<Hover>("textDocument/hover", uri, { position: { line: 3, character: 66 } });
    assert.ok(typeof contents === "object" && "kind" in contents);
    assert.equal(contents.kind, "plaintext");
    assert.doesNotMatch(contents.value, marks);
    assert.ok(contents.value.includes("arn:aws:iam::*:role/a"), contents.value);
  });

  it("gets suggestions as plain text, of kinds that it knows", async () => {
    const position = { line: 3, character: text.split("\n")[3]?.indexOf("aws:Sou") ?? 0 };
    const items = await client.ask<CompletionItem[]>("textDocument/completion", uri, { position });
    assert.ok(items.length > 5);
    for (const { insertTextFormat, kind = 0, textEdit, command } of items) {
      assert.deepEqual([insertTextFormat, command], [1, undefined]);
      assert.ok(kind <= 18);
      assert.doesNotMatch(textEdit?.newText ?? "", /\$\{\d/);
    }
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", items[0]);
    assert.ok(typeof resolved.documentation === "object");
    assert.equal(resolved.documentation.kind, "plaintext");
    assert.doesNotMatch(resolved.documentation.value, marks);
  });

  it("gets the outline as a list, of kinds that it knows", async () => {
    const symbols = await client.ask<SymbolInformation[]>("textDocument/documentSymbol", uri);
    assert.ok(symbols.length > 5);
    for (const symbol of symbols) {
      assert.equal(symbol.location.uri, uri);
      assert.ok(symbol.kind <= 18);
      assert.ok(!("children" in symbol));
    }
    assert.ok(symbols.some(({ containerName }) => containerName === symbols[0]?.name));
  });

  it("gets hints whose tooltips are plain text", async () => {
    const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", uri, everything);
    assert.deepEqual(
      hints.map(({ tooltip }) => typeof tooltip),
      ["string"],
    );
  });

  it("is offered no code actions, which it would take for commands", () => {
    assert.equal(client.initialized?.capabilities.codeActionProvider, undefined);
  });

  it("is told what it is to send of its documents", () => {
    const sync = { openClose: true, change: 2, save: true };
    assert.deepEqual(client.initialized?.capabilities.textDocumentSync, sync);
  });
});

describe("a client that takes code actions and no versions of documents", () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it("gets plain edits by document", async () => {
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    client = await TestClient.start({ capabilities: { textDocument: { codeAction } } });
    await client.open(uri, text);
    const params = { ...everything, context: { diagnostics: [] } };
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, params);
    assert.ok(actions.length > 3);
    for (const { edit } of actions) {
      assert.deepEqual(Object.keys(edit ?? {}), ["changes"]);
      for (const { newText } of edit?.changes?.[uri] ?? []) assert.equal(typeof newText, "string");
    }
  });
});

describe("a client that can do more", () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: able });
    await client.open(uri, text);
  });
  after(() => client.stop());

  it("gets tags, pages and related places", async () => {
    const findings = await client.published(uri, 1);
    assert.ok(findings.some(({ tags }) => tags?.includes(1)));
    assert.ok(findings.some(({ codeDescription }) => codeDescription?.href.startsWith("https://")));
    assert.ok(findings.some(({ relatedInformation }) => relatedInformation?.[0]?.location.uri === uri));
  });

  it("gets the outline as a tree", async () => {
    const [root] = await client.ask<DocumentSymbol[]>("textDocument/documentSymbol", uri);
    assert.equal(root?.children?.length, 2);
    assert.equal(root?.children?.[0]?.kind, 19);
  });

  it("gets Markdown", async () => {
    const hover = await client.ask<Hover>("textDocument/hover", uri, at);
    assert.match(JSON.stringify(hover.contents), /"kind":"markdown"/);
  });
});

describe("a client that sends empty lists as objects, as those in Lua do", () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it("is one that can do next to nothing", async () => {
    const none = {} as never;
    client = await TestClient.start({
      capabilities: {
        general: { positionEncodings: none },
        textDocument: {
          publishDiagnostics: { tagSupport: { valueSet: none } },
          hover: { contentFormat: none },
          completion: {
            completionItem: { documentationFormat: none, insertTextModeSupport: { valueSet: none } },
            completionItemKind: { valueSet: none },
          },
          documentSymbol: { symbolKind: { valueSet: none } },
        },
        workspace: { workspaceEdit: { documentChanges: true, resourceOperations: none } },
      },
    });
    await client.open(uri, text);
    assert.ok((await client.published(uri, 1)).length > 3);
    assert.match(JSON.stringify(await client.ask("textDocument/hover", uri, at)), /plaintext/);
  });
});

describe("a client that pulls", () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it("may say of its questions alone what it can show", async () => {
    const diagnostic = { tagSupport: { valueSet: [1 as const] }, relatedInformation: true };
    client = await TestClient.start({ capabilities: { textDocument: { diagnostic } } });
    await client.open(uri, text);
    const findings = await client.pull(uri);
    assert.ok(findings.some(({ tags }) => tags?.includes(1)));
    assert.ok(findings.some(({ relatedInformation }) => relatedInformation !== undefined));
    assert.ok(findings.every(({ codeDescription }) => codeDescription === undefined));
  });
});
