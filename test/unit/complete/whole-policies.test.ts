import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";
import { applyEdits } from "../../harness/apply.ts";

/** Everything that an empty file offers, accepted with the first values of its places. */
const empty = open("", { languageId: "json", named: true });

describe("whole policies", () => {
  for (const { label, replace, text } of empty.complete(0)) {
    const policy = applyEdits("", [{ span: replace, text }]);
    if (policy.includes('""')) continue; // the plain one has to be filled in
    it(`${label} has no finding above a hint`, () => {
      const { findings } = open(policy, { languageId: "json", named: true, now: Date.parse("2026-11-22") });
      const above = findings.filter(({ severity }) => severity !== "hint");
      assert.deepEqual(
        above.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }

  it("are offered in every blank file, whatever it is called", () => {
    for (const text of ["", " \n", "ec2", '"git"']) {
      const list = open(text, { languageId: "json", named: false }).complete(text.length === 0 ? 0 : 2);
      assert.ok(list.length > 20, JSON.stringify(text));
    }
  });

  it("are not offered in a file of another kind", () => {
    for (const text of ['{ "name": "app" }', "[1]", '{ "scripts": { "a": "" } }']) {
      for (let offset = 0; offset <= text.length; offset++) {
        assert.deepEqual(open(text, { languageId: "json", named: false }).complete(offset), []);
      }
    }
  });
});
