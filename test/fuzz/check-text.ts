import assert from "node:assert/strict";
import { type OpenOptions, type OutlineNode, open, type Snapshot, type Span } from "../../server/src/service.ts";
import { applyEdits } from "../harness/apply.ts";
import { failLoudly } from "../harness/documents.ts";

/** What is asked of every text, whatever it is. Throws where an answer is not as promised. */
export function checkText(text: string, options: OpenOptions, places: readonly number[]): void {
  const offsets = places.map((place) => place % (text.length + 1));
  const read = () => open(text, { ...options, failed: failLoudly });
  const snapshot = read();
  const once = answersOf(snapshot, questionsOn(offsets));
  const again = answersOf(read(), questionsOn(offsets).toReversed()).toReversed();
  assert.deepEqual(again, once, "another reading, asked in another order, gives other answers");
  checkFindings(snapshot, options);
  for (const offset of offsets) checkAt(snapshot, offset);
  for (const { span, title } of snapshot.lenses()) checkLine(snapshot, span, title);
  for (const { offset, label } of snapshot.inlayHints({ start: 0, end: text.length }))
    checkLine(snapshot, { start: offset, end: offset }, label);
  for (const { label, lines } of snapshot.explain()) for (const line of [label, ...lines]) checkShown(line);
  for (const node of snapshot.outline()) checkOutline(snapshot, node);
}

type Question = (snapshot: Snapshot) => unknown;

function questionsOn(offsets: readonly number[]): readonly Question[] {
  return [
    ({ findings }) => findings,
    (snapshot) => snapshot.findings.map((finding) => [snapshot.fixes(finding), snapshot.sidOf(finding) ?? null]),
    (snapshot) => snapshot.fixAll(),
    (snapshot) => [snapshot.outline(), snapshot.explain(), snapshot.lenses()],
    (snapshot) => snapshot.inlayHints({ start: 0, end: snapshot.text.length }),
    ...offsets.map((offset) => (snapshot: Snapshot) => [
      snapshot.hover(offset) ?? null,
      snapshot.status(offset) ?? null,
      snapshot.complete(offset).map(({ label, text, replace, additional }) => [label, text, replace, additional]),
      snapshot.inlayHints({ start: offset, end: offset }),
    ]),
  ];
}

function answersOf(snapshot: Snapshot, questions: readonly Question[]): readonly string[] {
  return questions.map((question) => JSON.stringify(question(snapshot)));
}

/** So many texts that a fix gave are read: what is wrong with the rest is mostly the same. */
const mostReopened = 6;

function checkFindings(snapshot: Snapshot, options: OpenOptions): void {
  const { text } = snapshot;
  const results = new Set<string>();
  for (const finding of snapshot.findings) {
    for (const { span, message } of [finding, ...finding.related]) {
      checkInside(snapshot, span, finding.rule);
      checkShown(message);
    }
    for (const fix of snapshot.fixes(finding)) {
      checkShown(fix.title);
      for (const { span } of fix.edits) checkInside(snapshot, span, fix.title);
      const fixed = applyEdits(text, fix.edits);
      assert.notEqual(fixed, text, `${finding.rule}: "${fix.title}" changes nothing`);
      results.add(fixed);
    }
  }
  for (const fixed of [snapshot.fixAll(), ...[...results].slice(0, mostReopened)]) {
    void open(fixed, { ...options, failed: failLoudly }).findings;
  }
}

function checkAt(snapshot: Snapshot, offset: number): void {
  const hover = snapshot.hover(offset);
  if (hover) {
    checkInside(snapshot, hover.span, "hover");
    checkMarkdown(hover.markdown);
  }
  const suggestions = snapshot.complete(offset);
  // What one of them is about takes longer to write than the list.
  for (const index of [0, offset, suggestions.length - 1]) checkMarkdown(snapshot.resolve(offset, index) ?? "");
  for (const { label, replace, additional } of suggestions) {
    checkInside(snapshot, replace, label);
    assert.ok(replace.start <= offset && offset <= replace.end, `"${label}" does not replace what is typed`);
    for (const { span } of additional) checkInside(snapshot, span, label);
    checkShown(label);
  }
}

function checkOutline(snapshot: Snapshot, { name, detail, span, selection, children }: OutlineNode): void {
  checkInside(snapshot, span, name);
  assert.ok(span.start <= selection.start && selection.end <= span.end, `"${name}" is selected outside itself`);
  checkShown(name);
  checkShown(detail);
  for (const child of children) checkOutline(snapshot, child);
}

function checkLine(snapshot: Snapshot, span: Span, shown: string): void {
  checkInside(snapshot, span, shown);
  checkShown(shown);
}

function checkInside({ text }: Snapshot, { start, end }: Span, what: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${what} at ${start}-${end} of ${text.length}`);
}

/** Nothing that cannot be seen, or that turns what is seen: an editor or a terminal would obey it. */
export function checkShown(text: string): void {
  assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/, "characters that cannot be seen");
  assert.doesNotMatch(
    text,
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
    "half a character",
  );
}

/** Links lead to the pages that the catalogue names, and nothing that stands in the text comes alive. */
function checkMarkdown(markdown: string): void {
  for (const line of markdown.split("\n")) checkShown(line);
  const live = markdown
    .replace(/\\./g, "·")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
    .replace(/\]\(https:\/\/(?!evil)[^\s()<>]*\)/g, "");
  assert.doesNotMatch(live, /\]\(|!\[|<[a-z!/]|:\/\/|www\./i, markdown);
}
