import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, test } from "node:test";
import type { CompletionItem } from "vscode-languageserver/node";
import { Editor } from "../../harness/editor.ts";

/** What happens while the server waits for an answer of the editor. Each of these was found by `npm run fuzz`. */

const uri = "untitled:Untitled-1"; // above which no file is looked for
const open = policy("Allow", '{ "AWS": "*" }');
const misspelt = policy("allow", '{ "Service": "lambda.amazonaws.com" }');

describe("an editor that pushes is waited for", () => {
  let editor: Editor;
  beforeEach(async () => {
    const abilities = {
      pulls: false,
      configuration: true,
      refresh: false,
      folders: false,
      readFile: false,
      rich: false,
    };
    editor = new Editor(abilities, { settings: { value: {} }, folders: [], files: new Map() });
    await editor.start();
    await editor.atRest();
  });
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  it("settings that it fails to tell are the usual ones", async () => {
    editor.around.settings = undefined;
    editor.open(uri, misspelt, 1);
    assert.deepEqual(await rules(editor), ["effect-invalid"]);
  });

  it("folders that change before it is told what else the server wants to hear of are known", async () => {
    const inFolder = "file:///project/roles/a-trust-policy.json";
    const abilities = { pulls: false, configuration: true, refresh: true, folders: true, readFile: false, rich: false };
    const files = new Map([["file:///project/.trust-policy.jsonc", '{ "rules": { "effect-invalid": "off" } }']]);
    const other = new Editor(abilities, { settings: { value: {} }, folders: ["file:///project/roles"], files });
    other.held = [];
    await other.start();
    await other.atRest();
    const [added, removed] = [
      [{ uri: "file:///project", name: "project" }],
      [{ uri: "file:///project/roles", name: "" }],
    ];
    other.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
    await other.atRest();
    other.release();
    other.open(inFolder, misspelt, 1);
    await other.atRest();
    assert.deepEqual(other.published.get(inFolder)?.diagnostics, []);
    other.dispose();
  });

  it("settings that come late do not undo newer ones", async () => {
    editor.held = [];
    editor.around.settings = { value: { enable: false } };
    editor.open(uri, misspelt, 1);
    await editor.atRest();
    editor.around.settings = { value: {} };
    editor.settingsChanged();
    await editor.atRest();
    const [older, newer] = editor.held;
    newer?.();
    assert.deepEqual(await rules(editor), ["effect-invalid"]);
    older?.();
    assert.deepEqual(await rules(editor), ["effect-invalid"]);
  });

  it("a document that is closed and opened again is the new one, though its version is the same", async () => {
    editor.open(uri, misspelt, 1);
    assert.deepEqual(await rules(editor), ["effect-invalid"]);
    editor.held = [];
    editor.settingsChanged();
    void editor.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 4 } });
    await editor.atRest();
    editor.close(uri);
    editor.open(uri, open, 1);
    await editor.atRest();
    editor.release();
    assert.deepEqual(await rules(editor), ["principal-public"]);
  });
});

test("a suggestion of a list that was followed by another is not explained with the words about another one", async () => {
  const editor = new Editor(
    { pulls: true, configuration: false, refresh: false, folders: false, readFile: false, rich: false },
    { settings: { value: {} }, folders: [], files: new Map() },
  );
  await editor.start();
  editor.open(uri, open, 1);
  const complete = async (word: string) => {
    const position = { line: 0, character: open.indexOf(word) };
    return (await editor.ask("textDocument/completion", { textDocument: { uri }, position })) as CompletionItem[];
  };
  const [older] = await complete("sts:AssumeRole");
  const resolved = await editor.ask("completionItem/resolve", older);
  assert.ok((resolved as CompletionItem).documentation, "there is something to say of it");
  await complete('Allow"');
  assert.deepEqual(await editor.ask("completionItem/resolve", older), older);
  editor.dispose();
});

async function rules(editor: Editor): Promise<readonly unknown[]> {
  await editor.atRest();
  return (editor.published.get(uri)?.diagnostics ?? []).map(({ code }) => code);
}

function policy(effect: string, principal: string): string {
  const statement = `{ "Effect": "${effect}", "Principal": ${principal}, "Action": "sts:AssumeRole" }`;
  return `{ "Version": "2012-10-17", "Statement": [${statement}] }`;
}
