import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import type { CodeAction, CompletionItem } from "vscode-languageserver/node";
import { TestClient } from "./client.ts";
import { type Encoding, edited, encodings, isInsideCharacter, positionOf, withOffsets } from "./encoding.ts";

/** Clients count columns in UTF-8, UTF-16 or UTF-32. Every line of interest begins with characters that these count differently. */

const uri = "file:///project/trust-policy.json";
const strange = "😀e\u0301中ß";
const text = `{ "Version": "2012-10-17", "Statement": [
  { "Sid": "${strange}", "Effect": "allow", "Principal": { "AWS": "464622532012" }, "Action": "sts:AssumeRole" },
  { "Sid": "${strange}", "Effect": "Allow", "Principal": { "Service": "bedrock.amazonaws.com" }, "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "${strange}": "x", "aws:SourceAcc" } } }
] }
`;

/** A client that knows one encoding alone. */
function start(encoding: Encoding): Promise<TestClient> {
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } };
  const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
  const publishDiagnostics = { relatedInformation: true };
  const textDocument = { diagnostic: {}, codeAction, documentSymbol, publishDiagnostics };
  return TestClient.start({ capabilities: { general: { positionEncodings: [encoding] }, textDocument } });
}

describe("in each encoding", () => {
  const clients = new Map<Encoding, TestClient>();
  before(async () => {
    for (const encoding of encodings) clients.set(encoding, await start(encoding));
    for (const client of clients.values()) await client.open(uri, text);
  });
  after(async () => {
    for (const client of clients.values()) await client.stop();
  });

  it("the server says which one it is", () => {
    for (const [encoding, client] of clients) {
      assert.equal(client.initialized?.capabilities.positionEncoding, encoding);
    }
  });

  /** Asks at a place of the text; the answer has offsets. */
  async function ask(client: TestClient, encoding: Encoding, method: string, at?: string): Promise<unknown> {
    const offset = at === undefined ? 0 : text.indexOf(at) + at.length;
    const position = positionOf(text, offset, encoding);
    const range = { start: at === undefined ? { line: 0, character: 0 } : position, end: position };
    if (at === undefined) range.end = positionOf(text, text.length, encoding);
    const answer = await client.ask(method, uri, { position, range, context: { diagnostics: [] } });
    return withOffsets(answer, text, encoding);
  }

  const requests: readonly [what: string, method: string, at?: string][] = [
    ["diagnostics", "textDocument/diagnostic"],
    ["completion with its edits", "textDocument/completion", '"aws:SourceAcc'],
    ["a hover with its range", "textDocument/hover", "bedrock.amazonaws"],
    ["code actions with their edits", "textDocument/codeAction", '"allow'],
    ["the outline", "textDocument/documentSymbol"],
    ["the lens", "textDocument/codeLens"],
    ["inlay hints", "textDocument/inlayHint"],
    ["the status", "trustPolicy/status", "464622532012"],
  ];
  for (const [what, method, at] of requests) {
    it(`${what} stand in the same places`, async () => {
      const [first, ...others] = await Promise.all(
        [...clients].map(([encoding, client]) => ask(client, encoding, method, at)),
      );
      assert.ok(JSON.stringify(first).length > 50, "there is something to compare");
      for (const other of others) assert.deepEqual(other, first);
    });
  }

  const columns: Readonly<Record<Encoding, number>> = { "utf-8": 37, "utf-16": 31, "utf-32": 30 };
  for (const encoding of encodings) {
    it(`${encoding} counts the column of a finding to ${columns[encoding]}`, async () => {
      const findings = (await clients.get(encoding)?.pull(uri)) ?? [];
      const found = findings.find(({ code }) => code === "effect-invalid");
      assert.deepEqual(found?.range.start, { line: 1, character: columns[encoding] });
    });
  }

  it("a suggestion that is taken gives the same text", async () => {
    const texts = await Promise.all(
      [...clients].map(async ([encoding, client]) => {
        const position = positionOf(text, text.indexOf('"aws:SourceAcc') + 10, encoding);
        const items = await client.ask<CompletionItem[]>("textDocument/completion", uri, { position });
        const item = items.find(({ label }) => label === "aws:SourceAccount");
        assert.ok(item?.textEdit && "range" in item.textEdit);
        return edited(text, [item.textEdit, ...(item.additionalTextEdits ?? [])], encoding);
      }),
    );
    assert.match(texts[0] ?? "", /"😀e\u0301中ß": "x", "aws:SourceAccount": "" \} \} \}/);
    for (const other of texts) assert.equal(other, texts[0]);
  });

  it("a fix that is applied gives the same text", async () => {
    const texts = await Promise.all(
      [...clients].map(async ([encoding, client]) => {
        const at = positionOf(text, text.indexOf('"allow"') + 1, encoding);
        const params = { range: { start: at, end: at }, context: { diagnostics: [] } };
        const actions = await client.ask<CodeAction[]>("textDocument/codeAction", uri, params);
        return edited(text, actions[0]?.edit?.changes?.[uri] ?? [], encoding);
      }),
    );
    for (const result of texts) assert.equal(result, text.replace('"allow"', '"Allow"'));
  });

  it("the same edits give the same text, and the findings of a text that is opened afresh", async () => {
    const character = fc.constantFrom(...'aZ5"{}[],: \n', "\r\n", "😀", "e\u0301", "中", "ß", "*");
    const insert = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(""));
    const edit = fc.record({ at: fc.nat(text.length), remove: fc.nat(12), insert });
    let count = 0;
    const check = async (edits: readonly { at: number; remove: number; insert: string }[]) => {
      const place = `file:///project/trust-policy-${++count}.json`;
      let now = text;
      const changes = edits.map(({ at, remove, insert }) => {
        const [start, end] = [boundary(now, at), boundary(now, at + remove)];
        const before = now;
        now = now.slice(0, start) + insert + now.slice(end);
        return { before, start, end, insert };
      });
      const findings = await Promise.all(
        [...clients].map(async ([encoding, client]) => {
          await client.open(place, text);
          const contentChanges = changes.map(({ before, start, end, insert }) => ({
            range: { start: positionOf(before, start, encoding), end: positionOf(before, end, encoding) },
            text: insert,
          }));
          await client.change(place, 2, contentChanges);
          const found = withOffsets(await client.pull(place), now, encoding);
          await client.close(place);
          await client.open(place, now);
          assert.deepEqual(found, withOffsets(await client.pull(place), now, encoding));
          await client.close(place);
          return found;
        }),
      );
      for (const other of findings) assert.deepEqual(other, findings[0]);
    };
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), check), { numRuns: 40 });
  });
});

/** The nearest offset where an editor lets an edit begin or end: neither inside a character nor inside a line end. */
function boundary(text: string, offset: number): number {
  const at = Math.min(offset, text.length);
  const isInside = isInsideCharacter(text, at) || (text[at - 1] === "\r" && text[at] === "\n");
  return isInside ? at - 1 : at;
}
