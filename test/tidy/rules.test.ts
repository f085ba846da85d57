import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultConfig } from "../../server/src/config/config.ts";
import type { Example } from "../../server/src/rules/define.ts";
import { rules } from "../../server/src/rules/index.ts";
import { wholePolicy } from "../../server/src/rules/shared/example.ts";
import { type DocumentFinding, open } from "../../server/src/service.ts";
import { filesBelow, textOf } from "../harness/files.ts";

/** Files of `rules/` that are not rules. */
const machinery = new Set(["define", "index", "run", "settle", "topics"]);
/** Where the facts of a rule may come from. */
const trustedHosts = new Set([
  "aws.amazon.com",
  "buildkite.com",
  "circleci.com",
  "developer.hashicorp.com",
  "docs.aws.amazon.com",
  "docs.cloud.google.com",
  "docs.github.com",
  "docs.gitlab.com",
  "docs.spacelift.io",
  "fly.io",
  "github.blog",
  "support.atlassian.com",
  "vercel.com",
  "www.pulumi.com",
]);
const maximumLines = 400;

const names = rules.map(({ meta }) => meta.name);

describe("the list of rules", () => {
  it("is sorted by name and names each rule once", () => {
    assert.deepEqual(names, [...new Set(names)].sort());
  });

  it("has every rule file, and every rule stands in the file of its name", () => {
    const files = filesBelow("server/src/rules", ".ts").map((file) => file.slice(0, -".ts".length));
    const [beside, own] = [files.filter((file) => file.includes("/")), files.filter((file) => !file.includes("/"))];
    for (const file of beside) assert.match(file, /^shared\//, "what several rules share stands in rules/shared");
    const defining = own.filter((file) => !machinery.has(file));
    assert.deepEqual(defining.sort(), names);
  });

  it("never uses a name again that a rule had before", () => {
    const former = rules.flatMap(({ meta }) => meta.formerly ?? []);
    assert.deepEqual(
      former.filter((name) => names.includes(name)),
      [],
    );
    assert.deepEqual(former, [...new Set(former)]);
  });

  it("has a page for every rule and no other", () => {
    const pages = filesBelow("docs/rules", ".md")
      .map((file) => file.slice(0, -".md".length))
      .sort();
    assert.deepEqual(pages, names, "run: npx tsx scripts/generate.ts");
  });

  it("has a spec for every rule and no other", () => {
    const specs = filesBelow("test/specs/rules", ".md")
      .map((file) => file.slice(0, -".md".length))
      .sort();
    assert.deepEqual(specs, names);
  });
});

describe("source files", () => {
  it("stay below 400 lines", () => {
    const folders = ["server/src", "client/src", "test/harness", "test/laws", "test/tidy", "test/unit", "scripts"];
    const long = folders.flatMap((folder) =>
      filesBelow(folder, ".ts")
        .filter((file) => !file.endsWith(".generated.ts"))
        .map((file) => ({ file: `${folder}/${file}`, lines: textOf(`${folder}/${file}`).split("\n").length }))
        .filter(({ lines }) => lines > maximumLines)
        .map(({ file, lines }) => `${file}: ${lines} lines`),
    );
    assert.deepEqual(long, []);
  });
});

for (const { meta } of rules) {
  describe(`rule ${meta.name}`, () => {
    it("is named and described", () => {
      assert.match(meta.name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      assert.match(meta.since, /^\d+\.\d+\.\d+$/);
      for (const text of [meta.summary, meta.why, meta.advice]) assert.match(text, /^[\p{Lu}"$].*[.)]$/su);
      assert.doesNotMatch(meta.summary, /\n/);
      assert.ok(Object.keys(meta.messages).length > 0);
    });

    it("rests on pages that can be trusted", () => {
      for (const reference of meta.references) {
        const { protocol, host } = new URL(reference);
        assert.equal(protocol, "https:", reference);
        assert.ok(trustedHosts.has(host), `${reference}: not on the list of hosts`);
      }
    });

    it("yields to rules that exist", () => {
      const missing = (meta.yieldsTo ?? []).map(({ rule }) => rule).filter((rule) => !names.includes(rule));
      assert.deepEqual(missing, []);
    });

    meta.examples.forEach(({ bad, good, settings }, index) => {
      it(`speaks once in bad example ${index + 1}, and nothing is wrong with the good one`, () => {
        assert.deepEqual(
          findingsOf(bad, settings).filter(({ rule }) => rule === meta.name).length,
          1,
          `findings: ${findingsOf(bad, settings)
            .map(({ rule, message }) => `${rule}: ${message}`)
            .join("\n")}`,
        );
        const faults = findingsOf(good, settings).filter(
          ({ severity }) => severity === "error" || severity === "warning",
        );
        assert.deepEqual(
          faults.map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
        assert.ok(!findingsOf(good, settings).some(({ rule }) => rule === meta.name));
      });
    });
  });
}

function findingsOf(example: string, settings: Example["settings"] = {}): readonly DocumentFinding[] {
  const { quota, now, ...lists } = settings;
  const config = { ...defaultConfig, ...lists, roleTrustPolicyQuota: quota ?? defaultConfig.roleTrustPolicyQuota };
  const options = { languageId: "json", named: true, config };
  return open(wholePolicy(example).text, now === undefined ? options : { ...options, now }).findings;
}
