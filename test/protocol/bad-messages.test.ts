import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { framed, RawClient } from "./raw-client.ts";

/** Whatever comes in, the server lives, answers what can be answered, and writes nothing of a policy to the log. */

const uri = "file:///project/trust-policy.json";
const secret = "464622532012";
const text = `{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Principal": { "AWS": "${secret}" }, "Action": "sts:AssumeRole" }
] }
`;
const textDocument = { uri, languageId: "json", version: 1, text };
const at = { line: 1, character: 50 };

let client: RawClient;

function start(): void {
  client = new RawClient();
}

async function stop(): Promise<void> {
  assert.ok(!client.log.includes(secret), client.log);
  await client.stop();
}

/** One server that has to live through all of them. */
function throughAll(): void {
  before(async () => {
    start();
    await open();
  });
  after(stop);
}

async function open(): Promise<void> {
  await client.initialize();
  client.send({ method: "initialized", params: {} });
  client.send({ method: "textDocument/didOpen", params: { textDocument } });
}

/** That the server still understands what a person asks. */
async function assertAnswers(): Promise<void> {
  const { result } = await client.ask("textDocument/hover", { textDocument: { uri }, position: at });
  assert.match(JSON.stringify(result), /Datadog/);
}

describe("a message that cannot be read", () => {
  throughAll();
  let last = 1000;
  const hover = (id: number) =>
    JSON.stringify({
      jsonrpc: "2.0",
      id,
      method: "textDocument/hover",
      params: { textDocument: { uri }, position: at },
    });
  const broken: readonly [what: string, bytes: string][] = [
    ["whose body is broken", framed(`{ "jsonrpc": "2.0", "method": "${secret}`)],
    ["that is a number", framed("7")],
    ["that is null", framed("null")],
    ["that is a list", framed(`[{ "jsonrpc": "2.0", "id": 7, "method": "shutdown", "x": "${secret}" }]`)],
    ["that is neither a request nor an answer", framed(`{ "jsonrpc": "2.0", "params": "${secret}" }`)],
    ["that cancels nothing", framed('{ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": null }')],
    ["that answers a question nobody asked", framed('{ "jsonrpc": "2.0", "id": 99, "result": 1 }')],
    ["whose length is too large", framed(`{ "a": "${secret}" }`, 4000)],
    ["whose length is a little too large", framed(`{ "a": "${secret}" }`, 35)],
    ["whose length is too small", framed(`{ "a": "${secret}" }`, 9)],
    ["whose length is negative", framed("{}", -5)],
    ["whose length is no number", "Content-Length: many\r\n\r\n{}"],
    ["whose length is beyond every memory", framed("{}", 1e15)],
    ["without a length", `Content-Type: application/json\r\n\r\n{ "a": "${secret}" }`],
    ["without any header", `{ "a": "${secret}" }`],
    ["with a header that is none", "GET / HTTP/1.1\r\nHost\r\n\r\n"],
    ["that is thousands of zeros", "\0".repeat(20_000)],
  ];
  for (const [what, bytes] of broken) {
    it(`${what} is skipped, and the next one is answered`, async () => {
      const ids = [++last, ++last];
      client.write(bytes + ids.map((id) => framed(hover(id))).join(""));
      for (const id of ids) assert.match(JSON.stringify((await client.answer(id)).result), /Datadog/);
      await assertAnswers();
    });
  }

  it("is understood in whatever pieces it comes", async () => {
    for (const byte of `garbage${framed(hover(++last))}`) client.write(byte);
    assert.match(JSON.stringify((await client.answer(last)).result), /Datadog/);
  });

  it("is told of in the log", async () => {
    client.write(`garbage${framed(hover(++last))}`);
    await client.answer(last);
    assert.match(client.log, /made no sense and was skipped/);
  });
});

describe("a request with the wrong parts", () => {
  throughAll();
  const place = { textDocument: { uri } };
  const wrong: readonly [what: string, method: string, params: unknown][] = [
    ["no document", "textDocument/hover", { position: at }],
    ["a URI that is a number", "textDocument/documentSymbol", { textDocument: { uri: 7 } }],
    ["a URI that is a list", "textDocument/diagnostic", { textDocument: { uri: [uri] } }],
    ["no position", "textDocument/completion", place],
    ["a position that is null", "textDocument/hover", { ...place, position: null }],
    [
      "a line that is null, as JSON has NaN",
      "textDocument/hover",
      { ...place, position: { line: null, character: 1 } },
    ],
    ["a line below zero", "textDocument/hover", { ...place, position: { line: -1, character: 1 } }],
    ["half a character", "textDocument/completion", { ...place, position: { line: 1, character: 1.5 } }],
    ["a character that is a text", "trustPolicy/status", { ...place, position: { line: 1, character: "1" } }],
    ["no range", "textDocument/codeAction", place],
    ["half a range", "textDocument/inlayHint", { ...place, range: { start: at } }],
    ["parts by position", "textDocument/codeLens", [7, "x"]],
  ];
  for (const [what, method, params] of wrong) {
    it(`(${what}) is refused as one`, async () => {
      const { error } = await client.ask(method, params);
      assert.equal(error?.code, -32602, JSON.stringify(error));
      assert.ok(!error?.message.includes(secret));
      await assertAnswers();
    });
  }

  const odd: readonly [method: string, params: unknown][] = [
    ["completionItem/resolve", null],
    ["completionItem/resolve", { label: "x", data: { uri, index: "__proto__" } }],
    ["textDocument/codeAction", { ...place, range: { start: at, end: at }, context: null }],
    ["textDocument/codeAction", { ...place, range: { start: at, end: at }, context: { only: 7 } }],
    ["trustPolicy/checkText", { uri: 7, languageId: [], text: {} }],
    ["trustPolicy/checkText", undefined],
  ];
  for (const [method, params] of odd) {
    it(`(${method} with ${JSON.stringify(params)}) is answered`, async () => {
      assert.ok(await client.ask(method, params));
      await assertAnswers();
    });
  }

  it("(a method that nobody knows) is refused as unknown", async () => {
    assert.equal((await client.ask("textDocument/telepathy", {})).error?.code, -32601);
    await assertAnswers();
  });

  it("(a place far behind the end) is answered: it is taken as the end", async () => {
    for (const position of [
      { line: 2 ** 31 - 1, character: 0 },
      { line: 1, character: 2 ** 31 - 1 },
    ]) {
      assert.equal((await client.ask("textDocument/hover", { ...place, position })).error, undefined);
    }
  });
});

describe("a notification with the wrong parts", () => {
  throughAll();
  const change = (contentChanges: unknown) => ({ textDocument: { uri, version: 2 }, contentChanges });
  const wrong: readonly [what: string, method: string, params: unknown][] = [
    ["a document without a text", "textDocument/didOpen", { textDocument: { uri: "file:///b.json", version: 1 } }],
    ["a document whose URI is a number", "textDocument/didOpen", { textDocument: { ...textDocument, uri: 7 } }],
    ["no document", "textDocument/didOpen", {}],
    ["no parts", "textDocument/didChange", undefined],
    ["changes that are no list", "textDocument/didChange", change(null)],
    ["a change that is null", "textDocument/didChange", change([null])],
    ["a change without a text", "textDocument/didChange", change([{ range: { start: at, end: at } }])],
    ["a change nowhere", "textDocument/didChange", change([{ range: null, text: "x" }])],
    [
      "a change in a line that is null",
      "textDocument/didChange",
      change([{ range: { start: { line: null, character: 0 }, end: at }, text: "x" }]),
    ],
    ["a document that is not open", "textDocument/didClose", { textDocument: { uri: "file:///c.json" } }],
    ["settings that are none", "workspace/didChangeConfiguration", undefined],
    ["settings that are a number", "workspace/didChangeConfiguration", { settings: 7 }],
  ];
  for (const [what, method, params] of wrong) {
    it(`(${what}) changes nothing`, async () => {
      client.send({ method, params });
      await assertAnswers();
    });
  }

  it("(a change far behind the end) is taken at the end", async () => {
    const far = { start: { line: 500, character: 0 }, end: { line: 501, character: 7 } };
    client.send({ method: "textDocument/didChange", params: change([{ range: far, text: "\n\n" }]) });
    await assertAnswers();
  });
});

describe("before initialize", () => {
  beforeEach(start);
  afterEach(stop);

  it("a request is refused as too early, and notifications do nothing", async () => {
    client.send({ method: "textDocument/didOpen", params: { textDocument } });
    client.send({ method: "workspace/didChangeConfiguration", params: { settings: null } });
    client.send({ method: "workspace/didChangeWatchedFiles", params: { changes: [] } });
    for (const method of ["textDocument/hover", "textDocument/diagnostic"]) {
      const { error } = await client.ask(method, { textDocument: { uri }, position: at });
      assert.equal(error?.code, -32002);
    }
    await open();
    await assertAnswers();
  });

  it("an initialize without capabilities is refused, and a better one works", async () => {
    assert.ok((await client.ask("initialize", { processId: null })).error);
    await open();
    await assertAnswers();
  });

  it("comes only once", async () => {
    await open();
    assert.equal((await client.initialize()).error?.code, -32600);
    await assertAnswers();
  });
});
