import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { templates } from "../../../server/src/catalog/index.ts";
import { open } from "../../../server/src/service.ts";

/** The body with every place filled in by its first value. */
function filled(body: string): string {
  const first = new Map<string, string>();
  return body.replace(/\$\{([A-Z][A-Z0-9_]*)(?:=([^}]*))?\}/g, (_, name: string, value: string | undefined) => {
    if (value !== undefined) first.set(name, value);
    return first.get(name) ?? "";
  });
}

describe("a whole policy to start from, once filled in, gets nothing above a hint:", () => {
  for (const { id, body } of templates()) {
    it(id, () => {
      const snapshot = open(filled(body), { languageId: "json", named: true });
      assert.equal(snapshot.policies.length, 1);
      const worse = snapshot.findings.filter((finding) => finding.severity !== "hint");
      assert.deepEqual(
        worse.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
