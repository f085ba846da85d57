import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, type Snapshot, type Suggestion } from "../../../server/src/service.ts";
import { applyEdits } from "../../harness/apply.ts";
import { specFiles } from "../../harness/files.ts";
import { openSource } from "../../harness/source.ts";

/** Every source of a specification, once. */
const sources = [
  ...new Set(specFiles().flatMap(({ cases }) => cases.map(({ source }) => openSource(source).snapshot.text))),
];

const total = sources.reduce((sum, text) => sum + text.length, 0);

/** Offsets of all sources, evenly spread: about so many in all, every one where they are fewer. */
function* places(most: number): Generator<readonly [text: string, offset: number]> {
  const step = Math.max(1, Math.ceil(total / most));
  let skip = 0;
  for (const text of sources) {
    for (; skip <= text.length; skip += step) yield [text, skip];
    skip -= text.length;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function accepted(text: string, { replace, text: parts, additional }: Suggestion): string {
  return applyEdits(text, [{ span: replace, text: parts }, ...additional]);
}

/** How often each word stands in a text. */
function wordsIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\w:./@*-]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function isWithin(some: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): boolean {
  return [...some].every(([word, count]) => (all.get(word) ?? 0) >= count);
}

function completeAt(text: string, offset: number): { snapshot: Snapshot; list: readonly Suggestion[] } {
  const snapshot = open(text, { languageId: "json", named: true });
  return { snapshot, list: snapshot.complete(offset) };
}

/**
 * Accepts the first, the middle and the last item, and the first that goes into a block beside it, where the text is well formed
 * but for the word under the cursor.
 */
function checkAccepted(text: string, list: readonly Suggestion[]): void {
  const [first] = list;
  if (!first || !isWellFormedBut(text, first.replace)) return;
  const joining = list.findIndex(({ block }) => block !== undefined);
  for (const index of new Set([0, list.length >> 1, list.length - 1, joining])) {
    const suggestion = list[index];
    if (!suggestion) continue;
    const result = accepted(text, suggestion);
    assert.ok(parses(result), `accepting ${suggestion.label} leaves\n${result}`);
    const kept = wordsIn(`${text.slice(0, suggestion.replace.start)} ${text.slice(suggestion.replace.end)}`);
    assert.ok(isWithin(kept, wordsIn(result)), `accepting ${suggestion.label} loses something in\n${result}`);
  }
}

/** Without its value a member takes the next text for it: behind a colon only the whole text counts. */
function isWellFormedBut(text: string, word: { readonly start: number; readonly end: number }): boolean {
  if (parses(text)) return true;
  const before = text.slice(0, word.start);
  return !before.trimEnd().endsWith(":") && parses(before + text.slice(word.end));
}

const whole = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::204512347781:oidc-provider/gitlab.com"
      },
      "Action": [
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession"
      ],
      "Condition": {
        "StringEquals": {
          "gitlab.com:aud": "https://gitlab.com",
          "gitlab.com:sub": [
            "project_path:acme/app:ref_type:branch:ref:main"
          ]
        }
      }
    }
  ]
}`;

interface Broken {
  readonly what: string;
  readonly text: string;
  readonly offset: number;
}

/** The same policy with one word half typed in every way there is, the cursor at its end. */
function* brokenTexts(text: string): Generator<Broken> {
  for (const match of text.matchAll(/"([^"\n]*)"(: )?/g)) {
    const [all, word = "", colon] = match;
    const start = match.index;
    const before = text.slice(0, start);
    const after = text.slice(start + word.length + 2);
    const broken = (what: string, head: string, typed: string, tail: string): Broken => {
      return { what: `${what} ${all}`, text: head + typed + tail, offset: head.length + typed.length };
    };
    yield broken("an open quote in", before, `"${word}`, after);
    yield broken("no quotes around", before, /^[\w:]+$/.test(word) ? word : "a", after);
    if (colon === undefined) yield broken("nothing in place of", before, "", after);
    const comma = /,(\s*)$/.exec(before);
    if (comma)
      yield broken("no comma in front of", before.slice(0, comma.index) + (comma[1] ?? ""), `"${word}`, `"${after}`);
    if (/^,\s*"/.test(after)) yield broken("no comma behind", before, `"${word}`, `"${after.slice(1)}`);
  }
}

describe("completion anywhere", () => {
  it("accepting an item leaves well-formed JSON", () => {
    for (const [text, offset] of places(6_000)) checkAccepted(text, completeAt(text, offset).list);
  });

  it("never throws in the middle of typing", () => {
    for (const [text, offset] of places(2_500)) {
      for (const suggestion of completeAt(text.slice(0, offset), offset).list.slice(0, 1)) suggestion.documentation();
    }
  });

  it("accepting an item in a text cut short leaves no less", () => {
    for (const [text, offset] of places(2_500)) {
      const { list } = completeAt(text.slice(0, offset), offset);
      for (const suggestion of list.slice(0, 1)) {
        const kept = wordsIn(text.slice(0, suggestion.replace.start));
        assert.ok(isWithin(kept, wordsIn(accepted(text.slice(0, offset), suggestion))));
      }
    }
  });

  it("repairs the word it is accepted for", () => {
    for (const broken of brokenTexts(whole)) {
      const [first] = completeAt(broken.text, broken.offset).list;
      assert.ok(first, `nothing at ${broken.what}`);
      const result = accepted(broken.text, first);
      assert.ok(parses(result), `${broken.what} leaves\n${result}`);
    }
  });

  it("opens no list behind a key that has its value", () => {
    for (const [text, offset] of places(2_500)) {
      const slot = open(text, { languageId: "json", named: true }).policyAt(offset)?.site.slotAt(offset);
      if (slot?.hasValue) assert.ok(completeAt(text, offset).list.every(({ retrigger }) => retrigger !== true));
    }
  });

  it("puts the replaced range around the cursor, on one line", () => {
    for (const [text, offset] of places(2_500)) {
      for (const { replace } of completeAt(text, offset).list.slice(0, 1)) {
        assert.ok(replace.start <= offset && offset <= replace.end);
        assert.ok(!/[\r\n]/.test(text.slice(replace.start, replace.end)));
      }
    }
  });
});
