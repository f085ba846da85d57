/** What no schema can say about the catalogue: order, references between files, addresses, freshness. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { compareCatalog } from "../../scripts/compare/differences.ts";
import { judge } from "../../scripts/compare/judgements.ts";
import { catalogFiles, catalogPart, readCatalog } from "../../scripts/generate/catalog.ts";
import * as catalog from "../../server/src/catalog/index.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const json = (path: string) => JSON.parse(text(path));
const everyKey: readonly { readonly name: string; readonly group: string }[] = json(
  "schemas/catalog/condition-keys.json",
).keys;

/** Pages that facts may rest on. A new host is a decision: is it the one who knows? */
const allowedHosts = new Set([
  "docs.aws.amazon.com",
  "docs.amazonaws.cn",
  "lightsail.aws.amazon.com",
  "aws.amazon.com",
  "github.com",
  "docs.github.com",
  "docs.gitlab.com",
  "developer.hashicorp.com",
  "circleci.com",
  "support.atlassian.com",
  "buildkite.com",
  "vercel.com",
  "fly.io",
  "www.pulumi.com",
  "docs.spacelift.io",
]);

function sortedAndUnique(names: readonly string[]): void {
  const folded = names.map((name) => name.toLowerCase());
  assert.deepEqual(folded, [...new Set(folded)].sort());
}

function urlsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(urlsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "url" && typeof member === "string" ? [member] : urlsOf(member),
  );
}

describe("the catalogue's files", () => {
  it("follow their schema", () => assert.equal(readCatalog(root).size, Object.keys(catalogFiles).length));

  it("are sorted, each name once", () => {
    sortedAndUnique(everyKey.map((key) => key.name));
    sortedAndUnique(catalog.actions().map((action) => action.name));
    sortedAndUnique(json("schemas/catalog/principals.json").services.map((service: { name: string }) => service.name));
    sortedAndUnique(catalog.serviceAliases().map((entry) => entry.alias));
    sortedAndUnique(catalog.providers().map((provider) => provider.id));
    sortedAndUnique(catalog.answers().map((answer) => answer.id));
    sortedAndUnique(json("schemas/catalog/operators.json").slips.map((slip: { written: string }) => slip.written));
  });

  it("name each vendor's account, template and issuer once", () => {
    for (const names of [
      catalog.vendors().flatMap((vendor) => vendor.accounts),
      catalog.templates().map((template) => template.id),
      catalog.providers().map((provider) => provider.issuer),
    ])
      assert.equal(new Set(names).size, names.length);
  });

  it("rest on https pages of those who know", () => {
    for (const file of Object.keys(catalogFiles)) {
      if (file === "vendors.json") continue;
      for (const url of urlsOf(json(`schemas/catalog/${file}`)))
        assert.ok(allowedHosts.has(new URL(url).host), `${file}: ${url}`);
    }
  });

  it("hold patterns that are regular expressions, and examples that fit them", () => {
    for (const key of catalog.plainKeys()) {
      if (key.pattern === undefined || /[*?]|\$\{/.test(key.example)) continue;
      assert.equal(catalog.fitsPattern(key.pattern, key.example), true, `${key.name}: ${key.example}`);
    }
    for (const provider of catalog.providers())
      for (const { pattern } of provider.subjectVerdicts) assert.doesNotThrow(() => new RegExp(pattern), provider.id);
  });
});

describe("what the catalogue refers to exists:", () => {
  const keys = json("schemas/catalog/condition-keys.json").keys as readonly catalog.ConditionKey[];

  it("operators and actions of keys", () => {
    for (const key of keys) {
      const start = key.operator.replace(/^ForA(?:ny|ll)Values?:/, "");
      assert.ok(key.operators.includes(start), `${key.name}: ${key.operator}`);
      for (const operator of key.operators) assert.ok(catalog.findOperator(operator), operator);
      for (const operator of key.operators)
        assert.ok(
          catalog.findOperator(operator)?.keyTypes.includes(key.type) || key.name === "aws:EpochTime",
          `${key.name}: ${operator}`,
        );
      for (const action of [...key.actions, ...(key.needsAction === undefined ? [] : [key.needsAction])])
        assert.ok(catalog.findAction(action), action);
      assert.equal(key.multivalued === true, /^ForA/.test(key.operator), `${key.name}: ${key.operator}`);
    }
  });

  it("keys and services that keys name", () => {
    for (const key of keys) {
      const names = [
        ...(key.pairedWith ?? []),
        ...Object.values(key.counterpart ?? {}),
        ...(key.replacedBy === undefined ? [] : [key.replacedBy]),
      ];
      for (const name of names) assert.ok(catalog.findKey(name), `${key.name}: ${name}`);
      for (const service of key.services ?? []) assert.ok(catalog.findService(service), `${key.name}: ${service}`);
    }
  });

  it("actions, keys and partners of services", () => {
    for (const service of catalog.services()) {
      for (const action of [...service.requiredActions, ...service.optionalActions])
        assert.ok(catalog.findAction(action), action);
      for (const key of service.keys) assert.ok(catalog.findKey(key), key);
      for (const partner of service.partners) assert.ok(catalog.findService(partner), partner);
      if (service.chinaName !== undefined) assert.equal(catalog.findService(service.chinaName)?.partition, "aws-cn");
    }
    for (const { names } of catalog.serviceAliases())
      for (const name of names) assert.ok(catalog.findService(name), name);
  });

  it("operators that are meant by slips, which are no operators themselves", () => {
    for (const { written, meant } of json("schemas/catalog/operators.json").slips) {
      assert.ok(catalog.findOperator(meant), meant);
      assert.equal(catalog.findOperatorIgnoringCase(written), undefined, written);
    }
  });

  it("claims of providers among the keys of their issuer", () => {
    for (const provider of catalog.providers()) {
      const issuer = provider.issuer.replace(
        /\$\{[^}]*\}/g,
        "x.example".slice(0, provider.issuer.startsWith("${Host") || provider.id === "generic" ? 9 : 1),
      );
      assert.equal(catalog.providerOf(issuer).id, provider.id, issuer);
      const claims = new Set(catalog.keysOfIssuer(issuer).map(({ key }) => key.claim));
      for (const claim of [...provider.identityClaims, ...provider.requiredClaims, provider.audienceClaim])
        assert.ok(claim.startsWith("sts:") ? catalog.findKey(claim) : claims.has(claim), `${provider.id}: ${claim}`);
      for (const { claim, instead } of provider.unexposedClaims) {
        assert.ok(!claims.has(claim), `${provider.id}: ${claim}`);
        assert.ok(instead === undefined || claims.has(instead), `${provider.id}: ${instead}`);
      }
      if (provider.keyGroup !== undefined)
        assert.ok(
          everyKey.some((key) => key.group === provider.keyGroup),
          provider.keyGroup,
        );
    }
  });
});

describe("templates", () => {
  const filled = (body: string) => {
    const first = new Map<string, string>();
    return body.replace(/\$\{([A-Z][A-Z0-9_]*)(?:=([^}]*))?\}/g, (_, name: string, value: string | undefined) => {
      if (value !== undefined) first.set(name, value);
      return first.get(name) ?? "";
    });
  };
  const fits = new Ajv({ strict: false }).compile(json("schemas/trust-policy.schema.json"));

  it("hold nothing but places to fill in that have a first value", () => {
    for (const { id, body } of catalog.templates()) {
      assert.doesNotMatch(filled(body), /\$\{/, id);
      for (const [, name] of body.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g))
        assert.match(body, new RegExp(`\\$\\{${name}=`), `${id}: ${name}`);
    }
  });

  it("are trust policies once filled in, within the quota", () => {
    for (const { id, body } of catalog.templates()) {
      assert.ok(fits(JSON.parse(filled(body))), `${id}: ${JSON.stringify(fits.errors)}`);
      assert.ok(JSON.stringify(JSON.parse(filled(body))).length < catalog.limits.quota, id);
    }
  });
});

describe("the schema for other editors", () => {
  const schema = json("schemas/trust-policy.schema.json");

  it("names the actions of the catalogue", () => {
    const known = catalog
      .actions()
      .filter((action) => action.role !== "inapplicable")
      .map((action) => action.name);
    const listed = schema.definitions.action.oneOf.map((choice: { const: string }) => choice.const);
    assert.deepEqual([...listed].sort(), known);
  });

  it("takes the operators of the catalogue and no others", () => {
    const patterns = Object.keys(schema.definitions.condition.patternProperties).map((pattern) => new RegExp(pattern));
    const takes = (name: string) => patterns.some((pattern) => pattern.test(name));
    for (const { name } of catalog.operators()) {
      assert.ok(takes(name), name);
      assert.equal(takes(`ForAnyValue:${name}IfExists`), name !== "Null", name);
      assert.ok(!takes(`${name}s`) && !takes(`x${name}`), name);
    }
  });

  it("names the providers that IAM knows by name", () => {
    const known = catalog
      .providers()
      .filter((provider) => provider.builtin)
      .map((provider) => provider.issuer);
    assert.deepEqual(schema.definitions.federatedPrincipal.anyOf[0].enum, [...known].sort());
  });
});

describe("what is made from the catalogue", () => {
  it("is fresh", async () => {
    for (const { path, content } of await catalogPart.files(root))
      assert.ok(text(path) === content, `${path} is stale. Run: npx tsx scripts/generate.ts`);
  });

  it("differs from upstream only where somebody has said why", async () => {
    const differences = await compareCatalog({
      keys: json("schemas/catalog/condition-keys.json").keys,
      actions: json("schemas/catalog/actions.json").actions,
    });
    const { open, outdated } = judge(differences, json("schemas/catalog-differences.json").differences);
    assert.deepEqual({ open, outdated }, { open: [], outdated: [] });
  });
});
