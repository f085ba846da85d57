import assert from "node:assert/strict";
import fc from "fast-check";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { type Abilities, Editor, type Surroundings, turn } from "../harness/editor.ts";
import { type Edit, edited, edits } from "./edits.ts";
import { smallTexts } from "./texts.ts";

/** What an editor and the person before it do, in any order and at any moment. */

type Step =
  | { readonly do: "open"; readonly uri: string; readonly text: string }
  | { readonly do: "change"; readonly uri: string; readonly edits: readonly Edit[] }
  | { readonly do: "close"; readonly uri: string }
  | {
      readonly do: "ask";
      readonly method: string;
      readonly uri: string;
      readonly line: number;
      readonly character: number;
    }
  /** The `which`-th of the requests that are not answered yet is cancelled. */
  | { readonly do: "cancel"; readonly which: number }
  | { readonly do: "settings"; readonly settings: Surroundings["settings"] }
  | { readonly do: "file"; readonly uri: string; readonly text: string | undefined }
  | { readonly do: "folders"; readonly folders: readonly string[] }
  /** From now on the server's own questions stay unanswered. */
  | { readonly do: "hold" }
  /** The `which`-th of those that wait is answered. */
  | { readonly do: "answer"; readonly which: number }
  | { readonly do: "turns"; readonly count: number };

const uris = [
  "file:///project/a-trust-policy.json",
  "file:///project/roles/b.json",
  "file:///elsewhere/trust.json",
  "file:///project/.trust-policy.jsonc",
  "file:///project/we%zzird%2F..%2f%00%E0%A4%A-trust-policy.json",
  "untitled:Untitled-1",
  "git:/project/a-trust-policy.json?%7B%22ref%22%3A%22~%22%7D",
  "vscode-remote://host/project/a-trust-policy.json",
  "__proto__",
  "",
];
const uri = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...uris.slice(0, 2)) },
  { weight: 2, arbitrary: fc.constantFrom(...uris) },
);

const methods = [
  "textDocument/completion",
  "completionItem/resolve",
  "textDocument/hover",
  "textDocument/codeAction",
  "textDocument/documentSymbol",
  "textDocument/codeLens",
  "textDocument/inlayHint",
  "textDocument/diagnostic",
  "textDocument/definition",
  "trustPolicy/status",
  "trustPolicy/explain",
  "trustPolicy/checkText",
  "trustPolicy/templates",
];

const number = fc.oneof(fc.nat({ max: 40 }), fc.constantFrom(0, 2 ** 31 - 1, -1));

const anything = fc.constantFrom<unknown[]>(
  undefined,
  null,
  {},
  { accounts: ["111122223333"], rules: { "principal-public": "off" } },
  { rules: { "principal-public": "hint", "effect-invalid": "off" } },
  { enable: false },
  { enable: false, codeLens: "no", rules: [] },
  { inlayHints: false, codeLens: false },
  { files: ["**/*.json", "{a,b}".repeat(20), "[", ""] },
  { files: [], accounts: 7, allow: [{ rule: "principal-public", reason: "meant", files: ["**"] }, null, 3] },
  JSON.parse('{"__proto__": {"enable": false}, "constructor": 1, "rules": {"__proto__": "off", "toString": "error"}}'),
  [],
  "yes",
  42,
);

const configurations = [
  "{}",
  '{"rules": {"principal-public": "off"}}',
  '{"accounts": ["111122223333"], "files": ["**"]}',
  '{"rules": {"__proto__": "off"}, "__proto__": {"files": []}',
  "[".repeat(2000),
  "\ufeff\u0000",
];

const files = ["file:///project/.trust-policy.jsonc", "file:///project/roles/.trust-policy.jsonc"];

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("open" as const), uri, text: smallTexts }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("change" as const),
      uri,
      edits: fc.array(edits, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("close" as const), uri }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      method: fc.constantFrom(...methods),
      uri,
      line: number,
      character: number,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat({ max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("settings" as const),
      settings: fc.option(fc.record({ value: anything }), { nil: undefined, freq: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("file" as const),
      uri: fc.constantFrom(...files),
      text: fc.constantFrom(undefined, ...configurations),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("folders" as const),
      folders: fc.subarray(["file:///project", "file:///project/roles/", "file:///elsewhere", ""]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hold" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("answer" as const), which: fc.nat({ max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("turns" as const), count: fc.integer({ min: 1, max: 8 }) }) },
);

const abilities: fc.Arbitrary<Abilities> = fc.record({
  pulls: fc.boolean(),
  configuration: fc.boolean(),
  refresh: fc.boolean(),
  folders: fc.boolean(),
  readFile: fc.boolean(),
  rich: fc.boolean(),
});

interface OpenText {
  readonly text: string;
  readonly version: number;
}

interface Pending {
  readonly what: string;
  readonly source: CancellationTokenSource;
}

/** One editor at work, and what is known of its documents. */
class Session {
  readonly editor: Editor;
  readonly open = new Map<string, OpenText>();
  readonly pending = new Set<Pending>();
  readonly #abilities: Abilities;
  #answered: Promise<unknown>[] = [];
  #item: unknown = { label: "x" };

  constructor(abilities: Abilities) {
    this.#abilities = abilities;
    this.editor = new Editor(abilities, { settings: { value: {} }, folders: ["file:///project"], files: new Map() });
  }

  async take(step: Step): Promise<void> {
    const { editor } = this;
    switch (step.do) {
      case "open":
        // Opened again it may have the same version as before.
        if (!this.open.has(step.uri)) this.#has(step.uri, step.text, 1, () => editor.open(step.uri, step.text, 1));
        return;
      case "change":
        return this.#change(step.uri, step.edits);
      case "close":
        if (this.open.delete(step.uri)) editor.close(step.uri);
        return;
      case "ask":
        return this.#ask(step.method, paramsOf(step.uri, { line: step.line, character: step.character }));
      case "cancel":
        return [...this.pending][step.which]?.source.cancel();
      case "settings":
        return this.#settings(step.settings);
      case "file":
        if (step.text === undefined) editor.around.files.delete(step.uri);
        else editor.around.files.set(step.uri, step.text);
        return editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: step.uri, type: 2 }] });
      case "folders":
        return this.#folders(step.folders);
      case "hold":
        editor.held ??= [];
        return;
      case "answer":
        return editor.held?.splice(step.which, 1)[0]?.();
      case "turns":
        for (let i = 0; i < step.count; i++) await turn();
    }
  }

  #has(uri: string, text: string, version: number, tell: () => void): void {
    this.open.set(uri, { text, version });
    tell();
  }

  #change(uri: string, changes: readonly Edit[]): void {
    const known = this.open.get(uri);
    if (!known) return;
    const { text, contentChanges } = edited(known.text, changes);
    const version = known.version + 1;
    this.#has(uri, text, version, () => this.editor.change(uri, version, contentChanges));
  }

  #ask(method: string, params: object): void {
    const source = new CancellationTokenSource();
    const pending = { what: `${method} ${JSON.stringify(params)}`, source };
    this.pending.add(pending);
    const asked = method === "completionItem/resolve" ? this.#item : params;
    const answer = this.editor.ask(method, asked, source.token).then(
      (result) => {
        if (method === "textDocument/completion" && Array.isArray(result)) this.#item = result[0] ?? this.#item;
      },
      // An error is an answer too.
      (error: unknown) => assert.ok(error instanceof Error && "code" in error, String(error)),
    );
    this.#answered.push(answer.then(() => void this.pending.delete(pending)));
  }

  #settings(settings: Surroundings["settings"]): void {
    // Without workspace/configuration nothing can fail, and what is not told stays as it was.
    if (!this.#abilities.configuration && settings?.value === undefined) return;
    this.editor.around.settings = settings;
    this.editor.settingsChanged();
  }

  #folders(folders: readonly string[]): void {
    if (!this.#abilities.folders) return;
    const old = this.editor.around.folders;
    const named = (list: readonly string[]) => list.map((uri) => ({ uri, name: uri }));
    this.editor.around.folders = folders;
    this.editor.notify("workspace/didChangeWorkspaceFolders", {
      event: {
        added: named(folders.filter((uri) => !old.includes(uri))),
        removed: named(old.filter((uri) => !folders.includes(uri))),
      },
    });
  }

  /** Every request has its answer, and the server has come to rest. */
  async end(): Promise<void> {
    this.editor.release();
    await this.editor.atRest();
    assert.deepEqual(
      [...this.pending].map(({ what }) => what),
      [],
      "requests without an answer",
    );
    await Promise.all(this.#answered);
  }

  /** The same documents, settings, folders and files, in front of a server that has seen nothing else. */
  async fresh(): Promise<Editor> {
    const { settings, folders, files } = this.editor.around;
    const editor = new Editor(this.#abilities, { settings, folders, files: new Map(files) });
    await editor.start();
    for (const [uri, { text, version }] of this.open) editor.open(uri, text, version);
    await editor.atRest();
    return editor;
  }
}

function paramsOf(uri: string, position: { line: number; character: number }) {
  const range = { start: { line: 0, character: 0 }, end: position };
  const context = { diagnostics: [], only: position.line % 2 === 0 ? ["quickfix"] : ["source.fixAll"] };
  return {
    textDocument: { uri },
    position,
    range,
    context,
    uri,
    languageId: "json",
    text: '{"Statement": [{"Action": "sts:',
  };
}

async function endsWellWhateverComes(abilities: Abilities, taken: readonly Step[], line: number): Promise<void> {
  const session = new Session(abilities);
  const { editor } = session;
  await editor.start();
  for (const step of taken) await session.take(step);
  await session.end();
  const fresh = await session.fresh();
  const place = { line, character: 4 };
  for (const uri of uris) {
    const isOpen = session.open.has(uri);
    assert.deepEqual(
      (await editor.diagnostics(uri)) ?? [],
      isOpen ? await fresh.diagnostics(uri) : [],
      `stale diagnostics of ${uri}`,
    );
    if (isOpen)
      assert.deepEqual(await editor.shown(uri, place), await fresh.shown(uri, place), `stale answers about ${uri}`);
  }
  for (const one of [editor, fresh]) {
    assert.deepEqual(one.errors, [], "errors in the log");
    one.dispose();
  }
}

export const sessionsEndWell = fc.asyncProperty(
  abilities,
  fc.array(steps, { minLength: 1, maxLength: 30 }),
  fc.nat({ max: 12 }),
  endsWellWhateverComes,
);
