import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filesBelow, textOf } from "../harness/files.ts";

/** What of the machine the server can reach at all, by what it imports and calls. The core reaches nothing: it does not compile otherwise. */

const sources = filesBelow("server/src", ".ts").filter((file) => !file.includes("generated"));

function importsOf(file: string): readonly string[] {
  const found = [...textOf(`server/src/${file}`).matchAll(/^import\s+(?:type\s+)?(.*?)\s+from\s+"node:([^"]+)"/gms)];
  return found.flatMap(([, names = "", from = ""]) =>
    names
      .replace(/[{}]/g, "")
      .split(",")
      .map((name) => `${from} ${name.trim().replace(/^type /, "")}`),
  );
}

describe("the language server", () => {
  it("reads files and does nothing else to them", () => {
    const reached = sources.filter((file) => /^(lsp|entry\/(node|browser))/.test(file)).flatMap(importsOf);
    assert.deepEqual(
      reached.filter((one) => one.startsWith("fs")),
      ["fs readFile"],
    );
  });
});

describe("no part of the server", () => {
  it("opens a connection of its own, or runs what a text says", () => {
    for (const file of sources) {
      const forbidden = importsOf(file).filter((one) =>
        /^(http|https|http2|net|dns|tls|dgram|child_process|vm|inspector)\b/.test(one),
      );
      assert.deepEqual(forbidden, [], file);
      assert.doesNotMatch(textOf(`server/src/${file}`), /\b(eval|fetch|Function|WebSocket|XMLHttpRequest)\(/, file);
    }
  });

  it("makes a regular expression of a text, but of the catalogue's patterns", () => {
    const making = sources.filter((file) => /\bRegExp\(/.test(textOf(`server/src/${file}`)));
    assert.deepEqual(making, ["catalog/pattern.ts"]);
  });
});
