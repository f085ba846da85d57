import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { open } from "../../server/src/service.ts";
import { Lines } from "../../server/src/text/lines.ts";
import { failLoudly } from "../harness/documents.ts";
import { filesBelow, root, textOf } from "../harness/files.ts";

const snapshot = "test/corpus/findings.snap";
const updating = process.env.UPDATE_SPECS === "1" && process.env.CI === undefined;

/** Documents as people have them: a change of what is said of them shows up in review. */
describe("the corpus", () => {
  it("gets the findings that it had before", () => {
    const found = filesBelow("test/corpus", ".json").map(findingsOf).join("\n");
    if (updating) writeFileSync(join(root, snapshot), found);
    assert.equal(found, textOf(snapshot), "if that is right: UPDATE_SPECS=1 npx tsx --test test/laws/corpus.test.ts");
  });
});

function findingsOf(file: string): string {
  const text = textOf(`test/corpus/${file}`);
  const document = open(text, { languageId: "json", named: false, failed: failLoudly });
  const lines = new Lines(text);
  const place = (offset: number) => `${lines.at(offset).line + 1}:${lines.at(offset).column + 1}`;
  return [
    `${file}: ${document.policies.map(({ site }) => site.label).join(", ")}`,
    ...document.findings.map(({ span, severity, rule }) => `  ${place(span.start)} ${severity} ${rule}`),
    "",
  ].join("\n");
}
