// The server's bundle for the web starts in a worker of a real browser, answers, and finds what the other bundles find.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../scripts/setup.mjs";
import { openBrowser } from "../workbench.mjs";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});

test("the language server runs in a worker", async () => {
  const bundle = readFileSync(path.join(root, "dist/server/browser.js"), "utf8");
  const rules = await browser.page.evaluate(askWorker, { bundle, policy });
  assert.deepEqual(rules, ["effect-invalid"]);
});

/** Runs in the page: starts the worker, speaks the protocol with it, and resolves with the rules of the first diagnostics. */
function askWorker({ bundle, policy }) {
  const worker = new Worker(URL.createObjectURL(new Blob([bundle], { type: "text/javascript" })));
  const send = (message) => worker.postMessage({ jsonrpc: "2.0", ...message });
  const textDocument = { uri: "untitled:trust-policy.json", languageId: "json", version: 1, text: policy };
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.id === 1) {
        send({ method: "initialized", params: {} });
        send({ method: "textDocument/didOpen", params: { textDocument } });
      } else if (data.method === "textDocument/publishDiagnostics") {
        worker.terminate();
        resolve(data.params.diagnostics.map(({ code }) => code));
      }
    };
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  });
}
