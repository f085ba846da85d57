import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultConfig } from "../../../server/src/config/config.ts";
import { readConfig, readSettings } from "../../../server/src/config/read.ts";
import { scopeOf } from "../../../server/src/config/scope.ts";
import { offEdit } from "../../../server/src/config/turn-off.ts";

const messages = (text: string, options = {}) => readConfig(text, options).problems.map(({ message }) => message);

test("a whole configuration, with comments and trailing commas", () => {
  const { config, problems } = readConfig(`{
    // ours
    "$schema": "./schemas/trust-policy-config.schema.json",
    "accounts": ["111122223333",],
    "organization": "o-a1b2c3d4e5",
    "trustedVendors": ["Datadog"],
    "roleTrustPolicyQuota": 4096,
    "files": ["roles/*.json"],
    "rules": { "size-near-quota": "off", "principal-public": "warning" },
    "allow": [{ "rule": "principal-public", "files": ["roles/a.json"], "sid": "Public", "reason": "a test role", "expires": "2027-06-30" }],
  }`);
  assert.deepEqual(problems, []);
  assert.deepEqual(config, {
    accounts: ["111122223333"],
    organization: "o-a1b2c3d4e5",
    trustedVendors: ["Datadog"],
    roleTrustPolicyQuota: 4096,
    files: ["roles/*.json"],
    rules: { "size-near-quota": "off", "principal-public": "warning" },
    allow: [
      {
        rule: "principal-public",
        reason: "a test role",
        files: ["roles/a.json"],
        sid: "Public",
        expires: "2027-06-30",
      },
    ],
  });
});

test("what is left out has its default", () => {
  assert.deepEqual(readConfig("{}").config, defaultConfig);
});

test("what is broken has its default, and a problem at its place says why", () => {
  const text = '{ "accounts": ["1234"], "roleTrustPolicyQuota": "big", "rules": { "x": "loud" }, "organization": 5 }';
  const { config, problems } = readConfig(text);
  assert.deepEqual(config, defaultConfig);
  assert.deepEqual(
    problems.map(({ span, message }) => [span && text.slice(span.start, span.end), message]),
    [
      ['"1234"', '"1234" does not count in "accounts": an account ID has 12 digits.'],
      ['"big"', '"roleTrustPolicyQuota" is a whole number from 2048 to 8192.'],
      ['"loud"', 'The level of "x" is one of off, hint, information, warning, error.'],
      ["5", '"organization" is the ID of an organization, such as o-a1b2c3d4e5.'],
    ],
  );
});

test("text that is no JSON gives one problem, and what could be read counts", () => {
  const { config, problems } = readConfig('{ "accounts": ["111122223333"], "rules": ');
  assert.deepEqual(config.accounts, ["111122223333"]);
  assert.equal(problems.length, 1);
  assert.match(problems[0]?.message ?? "", /^This is not JSON: /);
});

test("whatever stands there, reading never throws", () => {
  for (const text of [
    "",
    "[]",
    "null",
    "5",
    '"x"',
    "{",
    "\u0000",
    "[".repeat(100_000),
    '{"__proto__": 1}',
    '{"rules":[]}',
  ]) {
    assert.ok(readConfig(text).problems.length > 0, JSON.stringify(text.slice(0, 20)));
    assert.deepEqual(readConfig(text).config.rules, {});
  }
});

test("a rule may be called like a member of every object", () => {
  const { config } = readConfig('{ "rules": { "__proto__": "off", "constructor": "off" } }');
  assert.deepEqual(Object.keys(config.rules), ["__proto__", "constructor"]);
});

test("an unknown setting or rule is told", () => {
  assert.deepEqual(messages('{ "acounts": [] }'), [
    '"acounts" is not a setting. There are: accounts, organization, trustedVendors, roleTrustPolicyQuota, files, rules, allow.',
  ]);
  assert.deepEqual(messages('{ "rules": { "no-such": "off" } }', { rules: new Set(["known"]) }), [
    'No rule is called "no-such".',
  ]);
});

test("a suppression without a reason, or past its date, does not count and says so", () => {
  const now = Date.parse("2027-07-01T00:00:00Z");
  const ended = readConfig('{ "allow": [{ "rule": "a", "reason": "b", "expires": "2027-06-30" }] }', { now });
  assert.deepEqual(ended.config.allow, []);
  assert.deepEqual(
    ended.problems.map(({ message }) => message),
    ['This entry of "allow" does not count: it ended on 2027-06-30.'],
  );
  const lastDay = readConfig('{ "allow": [{ "rule": "a", "reason": "b", "expires": "2027-07-01" }] }', { now });
  assert.equal(lastDay.config.allow.length, 1);
  for (const [entry, why] of [
    ['{ "rule": "a" }', 'it gives no "reason"'],
    ['{ "rule": "a", "reason": "  " }', 'it gives no "reason"'],
    ['{ "reason": "b" }', 'it names no "rule"'],
    ['{ "rule": "a", "reason": "b", "expires": "2027-02-30" }', '"expires" is no date such as 2027-06-30'],
    ['{ "rule": "a", "reason": "b", "files": [] }', '"files" names no file'],
    ['{ "rule": "a", "reason": "b", "sid": 5 }', '"sid" is no text'],
  ]) {
    assert.deepEqual(messages(`{ "allow": [${entry}] }`), [`This entry of "allow" does not count: ${why}.`], entry);
  }
});

test("settings of an editor are read the same way; its switches are not settings of the policy", () => {
  const { config, problems, enabled } = readSettings({
    enable: false,
    trace: { server: "off" },
    organization: "",
    accounts: ["111122223333"],
  });
  assert.equal(enabled, false);
  assert.deepEqual(problems, []);
  assert.deepEqual(config, { ...defaultConfig, accounts: ["111122223333"] });
  assert.equal(readSettings(undefined).enabled, true);
  assert.deepEqual(readSettings(null).config, defaultConfig);
});

test("each switch of an editor is on until it is switched off", () => {
  const switches = (section: unknown) => {
    const { enabled, codeLens, inlayHints } = readSettings(section);
    return { enabled, codeLens, inlayHints };
  };
  const on = { enabled: true, codeLens: true, inlayHints: true };
  assert.deepEqual(switches({}), on);
  assert.deepEqual(switches({ codeLens: "no" }), on);
  assert.deepEqual(switches({ codeLens: false }), { ...on, codeLens: false });
  assert.deepEqual(switches({ inlayHints: false }), { ...on, inlayHints: false });
});

test("a configuration file does not swallow what belongs into the editor's settings", () => {
  for (const name of ["enable", "codeLens", "inlayHints", "trace"]) {
    const { problems, config } = readConfig(`{ "${name}": false }`);
    assert.deepEqual(config, defaultConfig);
    assert.deepEqual(
      problems.map(({ message, severity, span }) => [message, severity, span !== undefined]),
      [[`"${name}" does not count here: it is a setting of the editor alone, "trustPolicy.${name}".`, "warning", true]],
    );
  }
});

test("a configuration file is laid over the settings", () => {
  const base = readSettings({ accounts: ["111122223333"], roleTrustPolicyQuota: 4096 }).config;
  const { config } = readConfig('{ "accounts": ["444455556666"] }', { base });
  assert.deepEqual([config.accounts, config.roleTrustPolicyQuota], [["444455556666"], 4096]);
});

test("for one file, the suppressions of other files do not count", () => {
  const { config } = readConfig(
    '{ "allow": [{ "rule": "a", "reason": "r", "files": ["one.json"] }, { "rule": "b", "reason": "r" }] }',
  );
  const rulesFor = (path: string) => scopeOf(config)(path).config.allow.map(({ rule }) => rule);
  assert.deepEqual(rulesFor("one.json"), ["a", "b"]);
  assert.deepEqual(rulesFor("two.json"), ["b"]);
  assert.equal(scopeOf(config)("roles/trust.json").named, true);
  assert.equal(scopeOf(config)("roles/other.json").named, false);
});

test("a configuration that ends within a comment or a string is read to its end", () => {
  for (const text of ["{} /*", "{} /* *", '{"a', "/", '"\\']) assert.ok(readConfig(text).problems.length > 0, text);
});

test("a configuration nested past all reason is told, and not parsed", () => {
  const nested = {
    brackets: "[".repeat(5000),
    "brackets beside strings that look like their ends": '["]",'.repeat(5000),
    "brackets behind ends of none": '{"a":],"b":'.repeat(5000),
    "brackets beside comments": "[/*]*/".repeat(5000),
    "brackets in front of a comment that does not end": `${"[".repeat(5000)}/*`,
  };
  for (const [what, text] of Object.entries(nested)) {
    const { config, problems } = readConfig(text);
    assert.deepEqual(config, defaultConfig, what);
    assert.match(problems[0]?.message ?? "", /nested too deeply/, what);
    assert.equal(offEdit(text, "principal-public"), undefined, what);
  }
});
