import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Config } from "../../../server/src/config/config.ts";
import { readConfig } from "../../../server/src/config/read.ts";
import { scopeOf } from "../../../server/src/config/scope.ts";
import { allowEdit, emptyConfig, offEdit } from "../../../server/src/config/turn-off.ts";
import type { TextEdit } from "../../../server/src/tree/edit.ts";

const silence = { rule: "negated-only", path: "roles/ci.json", sid: "Guests" };

describe("turning a rule off everywhere", () => {
  it("sets its level", () => {
    assert.equal(
      applied(emptyConfig, offEdit(emptyConfig, "negated-only")),
      '{\n  "rules": {\n    "negated-only": "off"\n  }\n}\n',
    );
  });

  it("keeps comments, trailing commas and other levels", () => {
    const text = `{
  // ours
  "accounts": ["204512347781"],
  "rules": {
    "size-near-quota": "off", // long names
  },
}
`;
    const changed = applied(text, offEdit(text, "negated-only"));
    assert.match(changed, /\/\/ ours\n/);
    assert.match(changed, /\/\/ long names/);
    assert.deepEqual(config(changed).rules, { "size-near-quota": "off", "negated-only": "off" });
    assert.deepEqual(config(changed).accounts, ["204512347781"]);
  });

  it("replaces another level of the rule", () => {
    const text = '{ "rules": { "negated-only": "error" } }';
    assert.equal(applied(text, offEdit(text, "negated-only")), '{ "rules": { "negated-only": "off" } }');
  });

  it("is not offered where the text is no configuration", () => {
    for (const text of ["", "[]", '{ "rules": ', '{ "rules": [] }', '{ "rules": "off" }']) {
      assert.equal(offEdit(text, "negated-only"), undefined, text);
    }
  });
});

describe("turning a rule off here", () => {
  it("leaves the reason to be typed: without one the entry does not count, and says so", () => {
    const edit = allowEdit(emptyConfig, silence);
    assert.equal(
      applied(emptyConfig, edit),
      `{
  "allow": [
    {
      "rule": "negated-only",
      "files": [
        "roles/ci.json"
      ],
      "sid": "Guests",
      "reason": ""
    }
  ]
}
`,
    );
    const { config: read, problems } = readConfig(applied(emptyConfig, edit));
    assert.deepEqual(read.allow, []);
    assert.match(problems[0]?.message ?? "", /gives no "reason"/);
    const typed = config(applied(emptyConfig, edit, "guests are gone soon"));
    const entry = { rule: "negated-only", reason: "guests are gone soon", files: ["roles/ci.json"], sid: "Guests" };
    assert.deepEqual(typed.allow, [entry]);
  });

  it("adds to a list that is there, with the layout of the file", () => {
    const text =
      '{\r\n\t"allow": [\r\n\t\t// first\r\n\t\t{ "rule": "sid-empty", "reason": "REASON" },\r\n\t],\r\n}\r\n';
    const changed = applied(text, allowEdit(text, silence), "why");
    assert.match(changed, /\/\/ first\r\n/);
    assert.match(changed, /\r\n\t\t\{\r\n\t\t\t"rule": "negated-only",/);
    assert.doesNotMatch(changed, /[^\r]\n/);
    assert.deepEqual(
      config(changed).allow.map(({ rule, reason }) => [rule, reason]),
      [
        ["sid-empty", "REASON"],
        ["negated-only", "why"],
      ],
    );
  });

  it("counts for this file alone, also where its name has signs of globs", () => {
    for (const path of ["roles/ci.json", "roles/[a]{b,c}*?.json", "REASON/REASON_.json"]) {
      const read = config(applied(emptyConfig, allowEdit(emptyConfig, { rule: "negated-only", path }), "why"));
      assert.equal(scopeOf(read)(path).config.allow.length, 1, path);
      assert.equal(scopeOf(read)("roles/other.json").config.allow.length, 0, path);
    }
  });

  it("is not offered where the text is no configuration", () => {
    for (const text of ["", "[]", '{ "allow": [', '{ "allow": {} }']) {
      assert.equal(allowEdit(text, silence), undefined, text);
    }
  });
});

/** The text with an edit made, and something typed where there is a place for it. */
function applied(text: string, edit: TextEdit | undefined, typed = ""): string {
  assert.ok(edit, "there is an edit");
  const parts = edit.text.map((part) => (typeof part === "string" ? part : typed));
  return text.slice(0, edit.span.start) + parts.join("") + text.slice(edit.span.end);
}

function config(text: string): Config {
  const { config: read, problems } = readConfig(text);
  assert.deepEqual(problems, []);
  return read;
}
