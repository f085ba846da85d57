import assert from "node:assert/strict";
import fc from "fast-check";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { type Abilities, Editor, type Surroundings } from "../harness/editor.ts";
import { offsetOf, placeOf } from "./places.ts";
import { smallTexts } from "./texts.ts";
import { hostile, marks, tokens } from "./words.ts";

/** Typing, pasting and cutting: whatever the edits were, the server knows the text that came of them. */

export interface Edit {
  /** Where it begins, of any size: taken modulo the length of the text. */
  readonly at: number;
  readonly removed: number;
  /** So many columns past the end of its line is where the edit ends; undefined for one that ends in the text. */
  readonly beyond: number | undefined;
  readonly text: string;
  /** The whole text is sent anew. */
  readonly whole: boolean;
}

const rarely = { weight: 1 } as const;
const mostly = { weight: 9 } as const;

export const edits: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 4095 }),
  removed: fc.oneof(fc.constant(0), fc.nat({ max: 80 })),
  beyond: fc.oneof(
    { ...mostly, arbitrary: fc.constant(undefined) },
    { ...rarely, arbitrary: fc.constantFrom(1, 99, 2 ** 31 - 1) },
  ),
  text: fc.oneof(
    fc.constant(""),
    fc.constantFrom(...marks, "\n\r\n", "\r\r\n"),
    fc.constantFrom(...tokens),
    fc.constantFrom(...hostile.filter((text) => text.length < 100)),
  ),
  whole: fc.oneof({ ...mostly, arbitrary: fc.constant(false) }, { ...rarely, arbitrary: fc.constant(true) }),
});

/** The text after some edits of one notification, and how they are told to the server. */
export function edited(
  text: string,
  changes: readonly Edit[],
): { text: string; contentChanges: readonly TextDocumentContentChangeEvent[] } {
  let changed = text;
  const contentChanges = changes.map((edit): TextDocumentContentChangeEvent => {
    const before = changed;
    const start = placeOf(before, edit.at % (before.length + 1));
    const from = offsetOf(before, start);
    const last = placeOf(before, Math.min(from + edit.removed, before.length));
    const end = edit.beyond === undefined ? last : { line: last.line, character: last.character + edit.beyond };
    changed = before.slice(0, from) + edit.text + before.slice(offsetOf(before, end));
    return edit.whole ? { text: changed } : { range: { start, end }, text: edit.text };
  });
  return { text: changed, contentChanges };
}

const uri = "file:///project/edited-trust-policy.json";

/** After the edits of each notification the server says what a server says that is given the text at once. */
async function saysTheSameAsAfterOpening(
  text: string,
  notifications: readonly (readonly Edit[])[],
  pulls: boolean,
  at: number,
): Promise<void> {
  const editor = await started(pulls);
  editor.open(uri, text, 0);
  let version = 0;
  let current = text;
  for (const changes of notifications) {
    const next = edited(current, changes);
    current = next.text;
    editor.change(uri, ++version, next.contentChanges);
    // Something is remembered of a version only if it was asked for.
    if (version % 2 === 1)
      void editor.ask("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 2 } });
  }
  const fresh = await started(pulls);
  fresh.open(uri, current, version);
  const place = placeOf(current, at % (current.length + 1));
  assert.deepEqual(
    await said(editor, place),
    await said(fresh, place),
    `after the edits there stands ${JSON.stringify(current)}`,
  );
  for (const one of [editor, fresh]) {
    assert.deepEqual(one.errors, []);
    one.dispose();
  }
}

async function started(pulls: boolean): Promise<Editor> {
  const abilities: Abilities = {
    pulls,
    configuration: false,
    refresh: false,
    folders: false,
    readFile: false,
    rich: false,
  };
  const around: Surroundings = { settings: { value: {} }, folders: [], files: new Map() };
  const editor = new Editor(abilities, around);
  await editor.start();
  return editor;
}

async function said(editor: Editor, place: unknown): Promise<unknown> {
  await editor.atRest();
  return [await editor.diagnostics(uri), await editor.shown(uri, place)];
}

export const editsLeadToTheText = fc.asyncProperty(
  smallTexts,
  fc.array(fc.array(edits, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
  fc.boolean(),
  fc.nat({ max: 4095 }),
  saysTheSameAsAfterOpening,
);
