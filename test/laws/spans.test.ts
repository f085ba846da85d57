import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, type Snapshot } from "../../server/src/service.ts";
import type { Span } from "../../server/src/text/span.ts";
import { walkValue } from "../../server/src/tree/value.ts";
import { type Document, documents, offsetsIn } from "../harness/documents.ts";

const all = documents();

describe("spans", () => {
  it("lie in the text, and underline something", () => {
    for (const document of all) checkSpans(document, open(document.text, document.options));
  });

  it("lie in the text of half-typed documents too", () => {
    for (const [document, end] of offsetsIn(all, 2500)) {
      checkSpans(document, open(document.text.slice(0, end), document.options));
    }
  });

  it("of a tree hold what the tree says", () => {
    for (const { name, text, options } of all) {
      for (const { site } of open(text, options).policies) {
        walkValue(site.root, (value) => {
          if (value.kind !== "string" || value.text === undefined) return;
          const written = text.slice(value.inner.start, value.inner.end);
          assert.ok(contains(value.span, value.inner), name);
          assert.deepEqual(value.spanOf(0, value.text.length), value.inner, name);
          if (!/[\\%$]/.test(written)) assert.equal(written, value.text, name);
        });
      }
    }
  });
});

function checkSpans(document: Document, snapshot: Snapshot): void {
  const { name } = document;
  const { text } = snapshot;
  checkShown(document, snapshot);
  for (const finding of snapshot.findings) {
    const { rule, span, related } = finding;
    for (const at of [span, ...related.map((other) => other.span)]) {
      const isInside = 0 <= at.start && at.start <= at.end && at.end <= text.length;
      assert.ok(isInside, `${name}: ${rule} at ${at.start}-${at.end} of ${text.length}`);
    }
    // Only where nothing stands at all there is nothing to underline.
    if (span.start === span.end) assert.equal(span.start, text.length, `${name}: ${rule} underlines nothing`);
    for (const fix of snapshot.fixes(finding)) {
      const edits = fix.edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
      edits.forEach((edit, index) => {
        const from = edits[index - 1]?.span.end ?? 0;
        const isApart = from <= edit.span.start && edit.span.start <= edit.span.end && edit.span.end <= text.length;
        assert.ok(isApart, `${name}: an edit of "${fix.title}" (${rule}) overlaps another or leaves the text`);
      });
    }
  }
}

function checkShown({ name }: Document, snapshot: Snapshot): void {
  const { length } = snapshot.text;
  for (const { span, title } of snapshot.lenses()) {
    assert.ok(0 <= span.start && span.end <= length, `${name}: a lens at ${span.start}-${span.end} of ${length}`);
    assert.doesNotMatch(title, /[\r\n]/, `${name}: a lens of several lines`);
  }
  for (const { offset } of snapshot.inlayHints({ start: 0, end: length })) {
    assert.ok(0 < offset && offset <= length, `${name}: a hint at ${offset} of ${length}`);
  }
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
