/** The settings of VS Code and the keys of the configuration file are the same, and each is explained. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "jsonc-parser";

const root = path.resolve(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(path.join(root, name), "utf8");
const { contributes } = JSON.parse(read("package.json"));
const settings: Record<string, Record<string, unknown>> = contributes.configuration.properties;
const schema = JSON.parse(read("schemas/trust-policy-config.schema.json"));
const keys: Record<string, Record<string, unknown>> = schema.properties;

/** Settings that concern the editor alone. */
const editorOnly = ["enable", "codeLens", "inlayHints", "trace.server"];

const ajv = new Ajv({ keywords: ["allowTrailingCommas", "defaultSnippets"] });
formats.default(ajv);
const isConfiguration = ajv.compile(schema);

describe("the settings", () => {
  it("are the keys of the configuration file, but for what concerns the editor alone", () => {
    const names = Object.keys(settings).map((name) => name.replace(/^trustPolicy\./, ""));
    const shared = Object.keys(keys).filter((name) => name !== "$schema");
    assert.deepEqual(names.sort(), [...shared, ...editorOnly].sort());
  });

  it("have the same defaults in both", () => {
    for (const name of ["accounts", "trustedVendors", "roleTrustPolicyQuota", "files", "rules", "allow"]) {
      assert.deepEqual(keys[name]?.default, settings[`trustPolicy.${name}`]?.default, name);
    }
  });

  it("are explained, all of them", () => {
    for (const [name, setting] of Object.entries(settings)) {
      assert.equal(typeof setting.markdownDescription, "string", name);
    }
    for (const [name, key] of Object.entries(keys)) {
      assert.equal(typeof key.description, "string", name);
    }
  });

  it("are shown right in the walkthrough", () => {
    const [, example] = read("media/walkthrough/settings.md").split("```jsonc");
    const configuration: unknown = parse(example?.split("```")[0] ?? "");
    assert.ok(isConfiguration(configuration), ajv.errorsText(isConfiguration.errors));
  });
});

describe("the schema of the configuration file", () => {
  const refused: Record<string, object> = {
    "an account ID of eleven digits": { accounts: ["20451234778"] },
    "an account ID as a number": { accounts: [204512347781] },
    "an unknown key": { account: ["204512347781"] },
    "an unknown severity": { rules: { "size-quota": "critical" } },
    "an exception without a reason": { allow: [{ rule: "size-quota" }] },
    "an exception until no real date": { allow: [{ rule: "size-quota", reason: "Agreed.", expires: "next year" }] },
    "a quota that AWS does not grant": { roleTrustPolicyQuota: 10_000 },
  };
  for (const [name, configuration] of Object.entries(refused)) {
    it(`refuses ${name}`, () => assert.equal(isConfiguration(configuration), false));
  }
});
