import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open, type Snapshot } from "../../server/src/service.ts";
import { type StringValue, type Value, walkValue } from "../../server/src/tree/value.ts";
import { documents } from "../harness/documents.ts";

/** Findings that are about placeholders as such, or about the length of the text. */
const about = new Set(["principal-placeholder", "size-quota", "size-near-quota"]);

/** What is not known yet is no reason to say anything. */
describe("a value that is filled in later", () => {
  it("never adds a finding", () => {
    for (const { name, text, options } of documents()) {
      const snapshot = open(text, options);
      if (snapshot.policies.length === 0 || snapshot.policies.some(({ site }) => site.embedded)) continue;
      const known = countsOf(snapshot);
      for (const value of snapshot.policies.flatMap(({ site }) => stringsOf(site.root))) {
        const { start, end } = value.inner;
        const after = open(`${text.slice(0, start)}\${x}${text.slice(end)}`, options);
        for (const [rule, count] of countsOf(after)) {
          const written = text.slice(start, end);
          assert.ok(count <= (known.get(rule) ?? 0), `${name}: ${rule} with a placeholder in place of ${written}`);
        }
      }
    }
  });
});

function countsOf({ findings }: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) if (!about.has(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** The strings that are values, not keys. */
function stringsOf(root: Value): readonly StringValue[] {
  const keys = new Set<Value>();
  const strings: StringValue[] = [];
  walkValue(root, (value) => {
    if (value.kind === "object") for (const { key } of value.members) keys.add(key);
    else if (value.kind === "string" && !keys.has(value) && value.span.end > value.inner.end) strings.push(value);
  });
  return strings;
}
