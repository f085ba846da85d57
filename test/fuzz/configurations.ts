import assert from "node:assert/strict";
import fc from "fast-check";
import {
  allowEdit,
  globProblem,
  globTest,
  offEdit,
  readConfig,
  readSettings,
  ruleNames,
  scopeOf,
} from "../../server/src/service.ts";
import { applyEdits } from "../harness/apply.ts";
import { mutationsOf } from "./mutations.ts";
import { hostile, marks } from "./words.ts";

/** What people, or those who sent them a repository, write into `.trust-policy.jsonc` and into the settings of an editor. */

const sources = [
  "{}",
  '{ "accounts": ["111122223333"], "organization": "o-a1b2c3d4e5", "trustedVendors": ["Datadog"] }',
  '{\n  // ours\n  "rules": { "size-near-quota": "off", "principal-public": "warning" },\n  "files": ["**/*.json", "{a,b}/[a-z]?.json"],\n}',
  '{ "allow": [{ "rule": "principal-public", "files": ["a/**"], "sid": "A", "reason": "meant", "expires": "2027-06-30" }] }',
  '{ "roleTrustPolicyQuota": 4096, "$schema": "x", "__proto__": { "rules": { "toString": "off" } } }',
  '{"a":]],"b":{"a":]],"b":'.repeat(300),
];

const configurationTexts = fc.oneof(
  mutationsOf(sources),
  fc
    .array(fc.constantFrom(...marks, ...hostile, '"rules"', '"allow"', '"files"', '"off"'), { maxLength: 40 })
    .map((all) => all.join("")),
  fc
    .tuple(fc.constantFrom("[", '{"a":', "]", '["]",', '{"a":],"b":'), fc.integer({ min: 1, max: 8000 }))
    .map(([piece, times]) => piece.repeat(times)),
);

const globs = fc
  .array(
    fc.constantFrom("*", "**", "**/", "?", "[", "[!a-", "]", "{", "}", ",", "a", "/", ".json", "\\", "\u0000", "İ"),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(""));

const settingsValues = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      rules: fc.jsonValue(),
      allow: fc.jsonValue(),
      files: fc.jsonValue(),
      enable: fc.jsonValue(),
      accounts: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
  fc.constant(JSON.parse('{ "__proto__": { "enable": false }, "constructor": {}, "rules": { "__proto__": "off" } }')),
);

export const configurationsAreRead = fc.property(
  configurationTexts,
  settingsValues,
  globs,
  fc.oneof(globs, fc.string(), fc.constant(`${"a/".repeat(200)}b.json`)),
  (text, settings, glob, path) => {
    const inherited = Reflect.ownKeys(Object.prototype).length;
    const { config, problems } = readConfig(text, { rules: ruleNames, now: 0 });
    assert.deepEqual(readConfig(text, { rules: ruleNames, now: 0 }), { config, problems });
    for (const { span = { start: 0, end: 0 } } of problems) assert.ok(0 <= span.start && span.start <= span.end);
    const own = readSettings(settings, { base: config });
    void scopeOf({ ...own.config, files: [...own.config.files, glob] })(path);
    assert.equal(
      typeof (globProblem(glob) ?? globTest(glob)(path)),
      globProblem(glob) === undefined ? "boolean" : "string",
    );
    const silence = { rule: "principal-public", path, sid: glob };
    for (const edit of [offEdit(text, silence.rule), allowEdit(text, silence)]) {
      if (!edit) continue;
      const before = errorsIn(text);
      assert.deepEqual(
        errorsIn(applyEdits(text, [edit])).filter((error) => !before.includes(error)),
        [],
      );
    }
    assert.equal(Reflect.ownKeys(Object.prototype).length, inherited, "every object has something more now");
  },
);

/** An entry of `allow` without a reason is a warning, and meant to be one until a reason is typed. */
function errorsIn(text: string): readonly string[] {
  return readConfig(text).problems.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
}
