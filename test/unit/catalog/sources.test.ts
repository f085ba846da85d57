import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import * as catalog from "../../../server/src/catalog/index.ts";
import { keysOfIssuer, plainKeys } from "../../../server/src/catalog/keys.ts";

/** What is packed for the product is, taken out again, what the files say. */

type Entry = Readonly<Record<string, unknown>>;

const folder = path.resolve(import.meta.dirname, "../../../schemas/catalog");

function listOf(file: string, list: string): readonly Entry[] {
  return JSON.parse(readFileSync(path.join(folder, file), "utf8"))[list];
}

/** Where a fact was found and who else says it: for the maintainers of the files, and shown by no feature. */
const forMaintainers = ["evidence", "attestedBy", "aliasesSource", "signInSource", "origin", "url"];

function assertSame(entry: object | undefined, said: Entry): void {
  const shown = Object.entries(said).filter(([member]) => !forMaintainers.includes(member));
  const read = new Map(Object.entries(entry ?? {}));
  for (const [member, value] of shown) assert.deepEqual(read.get(member), value, `${JSON.stringify(said)}: ${member}`);
}

describe("the catalogue says what its files say", () => {
  const lists = [
    ["actions.json", "actions", catalog.actions()],
    ["answers.json", "answers", catalog.answers()],
    ["elements.json", "elements", catalog.elements()],
    ["operators.json", "operators", catalog.operators()],
    ["operators.json", "affixes", catalog.operatorAffixes()],
    ["partitions.json", "partitions", catalog.partitions()],
    ["principals.json", "aliases", catalog.serviceAliases()],
    ["vendors.json", "vendors", catalog.vendors()],
  ] as const;
  for (const [file, list, entries] of lists)
    it(`${list} of ${file}`, () => {
      const said = listOf(file, list);
      assert.equal(entries.length, said.length);
      for (const [index, one] of said.entries()) assertSame(entries[index], one);
    });

  it("providers, whose values have wildcards only where the files say so", () => {
    const withWildcards = (values: unknown) =>
      (values as readonly Entry[]).map((one) => ({ wildcards: false, ...one }));
    for (const [index, { audiences, subjects, ...said }] of listOf("providers.json", "providers").entries()) {
      const provider = catalog.providers()[index];
      assertSame(provider, said);
      assert.deepEqual(provider?.audiences, withWildcards(audiences));
      assert.deepEqual(provider?.subjects, withWildcards(subjects));
    }
  });

  it("services", () => {
    const said = listOf("principals.json", "services");
    assert.equal(catalog.services().length, said.length);
    for (const one of said) assertSame(catalog.findService(String(one.name)), one);
  });

  it("keys", () => {
    const keys = new Map(plainKeys().map((key) => [key.name, key]));
    for (const said of listOf("condition-keys.json", "keys")) {
      const name = String(said.name);
      const issuer = name.slice(0, name.lastIndexOf(":")).replaceAll(/\$\{[^}]*\}/g, "x");
      const key = keys.get(name) ?? keysOfIssuer(issuer).find((resolved) => resolved.key.name === name)?.key;
      if (name.startsWith("${OidcIssuer}")) continue;
      assertSame(key, said);
    }
  });

  it("templates", () => {
    for (const { body, ...said } of listOf("templates.json", "templates")) {
      const template = catalog.templates().find(({ id }) => id === said.id);
      assertSame(template, said);
      assert.deepEqual(JSON.parse(template?.body ?? ""), body);
    }
  });
});
