import assert from "node:assert/strict";
import { test } from "node:test";
import { TabStops } from "../../../server/src/lsp/snippet.ts";
import type { TextPart } from "../../../server/src/service.ts";

/** What a policy, a path or a setting says goes into snippets, where `$`, `}` and `\` have a meaning. */
const hostile = ["${aws:username}", "$1", "$0 $TM_FILENAME", "}", "\\", "\\$", "${1|a,b|}", "`whoami`"];

for (const text of hostile) {
  test(`${JSON.stringify(text)} is inserted as it stands, within a tab stop and outside`, () => {
    assert.equal(inserted(toSnippet([text])), text);
    assert.equal(inserted(toSnippet(["a", { placeholder: "X", text }, "b"])), `a${text}b`);
  });
}

test("only our own places are tab stops", () => {
  const snippet = toSnippet(["${1:theirs} $2 ", { placeholder: "X", text: "ours" }]);
  assert.deepEqual(
    [...snippet.matchAll(/(?<!\\)\$\{(\d+):/g)].map(([, number]) => number),
    ["1"],
  );
});

function toSnippet(parts: readonly TextPart[]): string {
  return new TabStops().snippet(parts);
}

/** As an editor reads a snippet: the default of each tab stop is inserted, a backslash takes the meaning off the next character. */
function inserted(snippet: string): string {
  const [, ...parts] = /^((?:[^\\$]|\\.)*)(?:\$\{\d+:((?:[^\\}]|\\.)*)\})?((?:[^\\$]|\\.)*)$/s.exec(snippet) ?? [];
  return parts.map((part = "") => part.replace(/\\(.)/gs, "$1")).join("");
}
