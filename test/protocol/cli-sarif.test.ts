import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { LineHashes } from "../../server/src/cli/check/line-hashes.ts";
import { sarifRule } from "../../server/src/cli/report/sarif-rules.ts";
import { ruleNames } from "../../server/src/service.ts";
import { documents } from "../harness/documents.ts";
import { root } from "../harness/files.ts";
import { bad, folderWith, good, run } from "./program.ts";

/** SARIF that validates, that GitHub takes, and whose results are known again in the next run. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(path.join(root, "test/schemas/sarif-2.1.0.json"), "utf8")));

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
  readonly snippet?: { readonly text: string };
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
  readonly message?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly kind?: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent?: { readonly text: string };
      }[];
    }[];
  }[];
  readonly suppressions: readonly { readonly kind: string; readonly status: string; readonly justification: string }[];
}

interface Run {
  readonly columnKind: string;
  readonly results: readonly Result[];
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications?: readonly {
        readonly level: string;
        readonly message: { readonly text: string };
      }[];
    },
  ];
}

/** Runs the program and holds what it prints against the schema. */
function sarif(folder: string, ...args: readonly string[]): Run & { readonly status: number | null } {
  const { status, stdout } = run(folder, ["check", "--format", "sarif", "--now", "2026-11-22", ...args]);
  const log = JSON.parse(stdout) as { readonly version: string; readonly runs: readonly [Run] };
  assert.ok(valid(log), JSON.stringify(valid.errors?.slice(0, 3), null, 1));
  assert.equal(log.version, "2.1.0");
  return { status, ...log.runs[0] };
}

test("a finding: its rule, level, place and what it is about", () => {
  const { results, tool, invocations, columnKind, status } = sarif(folderWith({ "roles/a b#.json": bad }));
  assert.equal(status, 1);
  assert.equal(columnKind, "utf16CodeUnits");
  const [result] = results;
  assert.deepEqual(
    [results.length, result?.ruleId, result?.level, result?.suppressions],
    [1, "effect-invalid", "error", []],
  );
  assert.deepEqual(result?.locations[0].physicalLocation, {
    artifactLocation: { uri: "roles/a%20b%23.json", uriBaseId: "SRCROOT" },
    region: {
      ...{ startLine: 2, startColumn: 29, endLine: 2, endColumn: 36 },
      ...{ charOffset: bad.indexOf('"allow"'), charLength: 7, snippet: { text: '"allow"' } },
    },
  });
  assert.deepEqual([tool.driver.name, tool.driver.rules.map(({ id }) => id)], ["trust-policy", ["effect-invalid"]]);
  assert.deepEqual(invocations, [{ executionSuccessful: true }]);
});

test("nothing found is a whole log too", () => {
  const { results, tool, status } = sarif(folderWith({ "a.json": good }));
  assert.deepEqual([status, results, tool.driver.rules], [0, [], []]);
});

test("every document of the specifications and the corpus gives a log that validates, and points into its file", () => {
  const texts = documents().map(({ text, options }, index) => [`${index}.${options.languageId}`, text] as const);
  const folder = folderWith(Object.fromEntries(texts));
  const { results, tool } = sarif(folder, "--as-trust-policy");
  assert.ok(results.length > 1000, `${results.length} results`);
  const byName = new Map<string, string>(texts);
  for (const { locations, relatedLocations = [], fixes = [] } of results) {
    const text = byName.get(locations[0].physicalLocation.artifactLocation.uri) ?? "";
    for (const { physicalLocation } of [...locations, ...relatedLocations]) {
      const { charOffset, charLength, snippet } = physicalLocation.region;
      assert.ok(charOffset + charLength <= text.length);
      if (snippet) assert.equal(text.slice(charOffset, charOffset + charLength), snippet.text);
    }
    for (const { deletedRegion } of fixes.flatMap(({ artifactChanges }) =>
      artifactChanges.flatMap((one) => one.replacements),
    )) {
      assert.ok(deletedRegion.charOffset + deletedRegion.charLength <= text.length);
    }
  }
  assert.ok(
    results.some(({ relatedLocations }) => relatedLocations),
    "some name another place",
  );
  const described = new Set(tool.driver.rules.map(({ id }) => id));
  assert.deepEqual(
    results.filter(({ ruleId }) => !described.has(ruleId)).map(({ ruleId }) => ruleId),
    [],
  );
});

test("what GitHub asks of a rule: texts of at most 1,024 characters, a score for security alone", () => {
  for (const name of [...ruleNames, "configuration", "not-checked"]) {
    const rule = sarifRule(name) as {
      readonly id: string;
      readonly name?: string;
      readonly shortDescription: { readonly text: string };
      readonly fullDescription: { readonly text: string };
      readonly help: { readonly text: string };
      readonly defaultConfiguration?: { readonly level: string };
      readonly properties: Readonly<Record<string, unknown>>;
    };
    assert.equal(rule.id, name);
    if (rule.name !== undefined) assert.match(rule.name, /^[A-Z][A-Za-z0-9]{1,254}$/);
    assert.notEqual(rule.name?.toLowerCase(), name);
    for (const { text } of [rule.shortDescription, rule.fullDescription]) {
      assert.ok(text.length > 0 && text.length <= 1024, `${name}: ${text.length}`);
    }
    assert.ok(rule.help.text.length > 0);
    const tags = rule.properties.tags as readonly string[];
    assert.equal("security-severity" in rule.properties, tags.includes("security"), name);
    if (rule.defaultConfiguration) assert.match(rule.defaultConfiguration.level, /^(note|warning|error)$/);
  }
});

test("the hash of a line is the one that upload-sarif computes", () => {
  // From the tests of github/codeql-action (MIT), src/fingerprints.test.ts.
  for (const [text, expected] of [
    ["", ["c129715d7a2bc9a3:1"]],
    [" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]],
    [
      " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
      [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
      ],
    ],
    ["Lorem ipsum dolor sit amet.\n".repeat(10), ["a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3"]],
  ] as const) {
    const hashes = new LineHashes(text);
    assert.deepEqual(
      expected.map((_, index) => hashes.of(index + 1)),
      expected,
    );
  }
});

const statement = (sid: string, effect = "Allow") =>
  `    {\n      "Sid": "${sid}",\n      "Effect": "${effect}",\n      "Principal": { "Service": "ec2.amazonaws.com" },\n      "Action": "sts:AssumeRole"\n    }`;
const policy = (...statements: readonly string[]) =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n${statements.join(",\n")}\n  ]\n}\n`;

function marksOf(text: string): readonly Readonly<Record<string, string>>[] {
  return sarif(folderWith({ "trust.json": text })).results.map((result) => {
    assert.deepEqual(Object.keys(result.partialFingerprints), ["primaryLocationLineHash", "trustPolicyFinding/v1"]);
    return result.partialFingerprints;
  });
}

test("fingerprints survive lines that move, another indentation, other line ends and statements in front", () => {
  const text = policy(statement("One", "allow"));
  const before = marksOf(text);
  assert.equal(before.length, 1);
  for (const [what, after] of [
    ["lines", `\n\n${text}`],
    ["indentation", text.replaceAll(/^ +/gm, "\t")],
    ["line ends", text.replaceAll("\n", "\r\n")],
    ["a statement in front", policy(statement("Zero"), statement("One", "allow"))],
  ] as const) {
    assert.deepEqual(marksOf(after), before, what);
  }
});

test("fingerprints tell equal findings of one file apart", () => {
  const marks = marksOf(policy(statement("Same", "allow"), statement("Same", "allow")));
  const effects = marks.filter((_, index) => index < 4);
  for (const method of ["primaryLocationLineHash", "trustPolicyFinding/v1"]) {
    const values = effects.map((one) => one[method]);
    assert.equal(new Set(values).size, values.length, `${method}: ${values}`);
  }
});

test("a fix is a change that gives the text the editor's fix gives; one with places to fill in is left out", () => {
  const { results } = sarif(folderWith({ "trust.json": bad }));
  const [fix] = results[0]?.fixes ?? [];
  const [replacement] = fix?.artifactChanges[0]?.replacements ?? [];
  assert.equal(fix?.description.text, 'Change to "Allow"');
  const { charOffset = 0, charLength = 0 } = replacement?.deletedRegion ?? {};
  const inserted = replacement?.insertedContent?.text ?? "";
  assert.equal(bad.slice(0, charOffset) + inserted + bad.slice(charOffset + charLength), good);
  const service = good.replace("ec2.amazonaws.com", "bedrock.amazonaws.com");
  const withBlanks = sarif(folderWith({ "trust.json": service })).results[0];
  assert.deepEqual([withBlanks?.ruleId, withBlanks?.fixes], ["service-no-source", undefined]);
});

test("suppressions are carried over with their reason, and count nowhere", () => {
  const configuration = '{ "allow": [{ "rule": "effect-invalid", "reason": "Goes in March." }] }';
  const folder = folderWith({ ".trust-policy.jsonc": configuration, "a.json": bad });
  const { results, tool, status } = sarif(folder);
  assert.deepEqual([status, results.length], [0, 1]);
  assert.deepEqual(results[0]?.suppressions, [
    { kind: "external", status: "accepted", justification: "Goes in March." },
  ]);
  assert.deepEqual(
    tool.driver.rules.map(({ id }) => id),
    ["effect-invalid"],
  );
  assert.match(run(folder, ["check"]).stdout, /nothing found/);
});

test("a file that could not be read makes the run no success", () => {
  const folder = folderWith({ "a.json": bad, "utf16.json": new Uint8Array([0xff, 0xfe, 0x7b, 0x00]) });
  const { results, invocations, status } = sarif(folder, "a.json", "utf16.json", "gone.json");
  assert.deepEqual([status, results.length], [2, 1]);
  const [{ executionSuccessful, toolExecutionNotifications: told = [] }] = invocations;
  assert.equal(executionSuccessful, false);
  assert.deepEqual(
    told.map(({ level, message }) => [level, message.text]),
    [
      ["error", "Not checked: there is no such file or folder."],
      ["error", "Not checked: it is UTF-16; save it as UTF-8."],
    ],
  );
});

test("what a configuration has wrong is a result with a description of its own", () => {
  const { results, tool } = sarif(folderWith({ ".trust-policy.jsonc": '{ "acounts": [] }', "a.json": good }));
  assert.deepEqual(
    results.map(({ ruleId }) => ruleId),
    ["configuration"],
  );
  assert.deepEqual(
    tool.driver.rules.map(({ id }) => id),
    ["configuration"],
  );
});

test("policy text becomes neither a link nor a placeholder of a message", () => {
  const folder = folderWith({ "a.json": good.replace("Allow", "[all](https://example.com/{0})") });
  const [result] = sarif(folder).results;
  assert.match(result?.message.text ?? "", /\\\[all\\\]\(https:\/\/example\.com\/\{\{0\}\}\)/);
});

test("a path outside the folder is relative and has no base; the same input gives the same bytes", () => {
  const folder = folderWith({ "in/.keep": "", "out.json": bad });
  const { results } = sarif(path.join(folder, "in"), "../out.json");
  assert.deepEqual(results[0]?.locations[0].physicalLocation.artifactLocation, { uri: "../out.json" });
  const args = ["check", "--format", "sarif", "--now", "2026-11-22", "out.json"];
  assert.equal(run(folder, args).stdout, run(folderWith({ "out.json": bad }), args).stdout);
});
