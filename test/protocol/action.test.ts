import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { root, textOf } from "../harness/files.ts";
import { parseYaml, type Yaml } from "../harness/yaml.ts";
import { bad, type Files, folderWith, good } from "./program.ts";

/** The GitHub Action, the hooks of pre-commit and the recipes: as they are documented, and run for real. */
type Mapping = { readonly [key: string]: Yaml };

function mapping(value: Yaml | undefined): Mapping {
  assert.ok(typeof value === "object" && !Array.isArray(value), "a mapping");
  return value as Mapping;
}

function list(value: Yaml | undefined): readonly Yaml[] {
  assert.ok(Array.isArray(value), "a list");
  return value as readonly Yaml[];
}

function holdsOnly(value: Mapping, ...keys: readonly string[]): void {
  for (const key of Object.keys(value)) assert.ok(keys.includes(key), `${key} is not documented there`);
}

const action = mapping(parseYaml(textOf("action.yml")));
const inputs = mapping(action.inputs);
const [step] = list(mapping(action.runs).steps).map(mapping);

describe("action.yml", () => {
  test("has the keys that GitHub documents, and no other", () => {
    // https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
    holdsOnly(action, "name", "author", "description", "inputs", "outputs", "runs", "branding");
    for (const input of Object.values(inputs)) holdsOnly(mapping(input), "description", "required", "default");
    for (const output of Object.values(mapping(action.outputs))) holdsOnly(mapping(output), "description", "value");
    holdsOnly(mapping(action.runs), "using", "steps");
    assert.equal(mapping(action.runs).using, "composite");
    holdsOnly(step ?? {}, "id", "shell", "env", "run");
    holdsOnly(mapping(action.branding), "icon", "color");
    assert.match(
      String(mapping(action.branding).color),
      /^(white|black|yellow|blue|green|orange|red|purple|gray-dark)$/,
    );
  });

  test("takes the version that this is, and lets no input into the script but through the environment", () => {
    const { version } = JSON.parse(textOf("server/package.json"));
    assert.equal(mapping(inputs.version).default, version);
    assert.doesNotMatch(String(step?.run), /\$\{\{/);
    for (const value of Object.values(mapping(step?.env))) {
      const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(String(value)) ?? [];
      assert.ok(value === "${{ github.action_path }}" || (input !== undefined && input in inputs), String(value));
    }
  });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** Runs the action's step as the runner does, in a folder with these files. */
function runAction(files: Files, given: Readonly<Record<string, string>>, actionPath = root, searched = ""): Ran {
  const folder = folderWith(files);
  const output = path.join(folderWith({ output: "" }), "output");
  const env = Object.entries(mapping(step?.env)).map(([name, value]) => {
    const input = /inputs\.([\w-]+)/.exec(String(value))?.[1];
    return [name, input === undefined ? actionPath : (given[input] ?? String(mapping(inputs[input]).default))];
  });
  const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", String(step?.run)], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: `${searched}${process.env.PATH}`, GITHUB_OUTPUT: output, ...Object.fromEntries(env) },
  });
  const written = readFileSync(output, "utf8").trimEnd().split("\n");
  const outputs = Object.fromEntries(written.map((line) => line.split("=", 2) as [string, string]));
  return { status, stdout, outputs, folder };
}

// The runners of GitHub that run bash on Windows are not what is tested here.
if (process.platform !== "win32") {
  describe("the action's step", () => {
    test("annotates and fails", () => {
      const { status, stdout, outputs } = runAction({ "roles/a.json": bad }, {});
      assert.match(stdout, /^::error file=roles\/a\.json,line=2,/);
      assert.deepEqual([status, outputs], [1, { status: "1" }]);
    });

    test("takes paths line by line, a configuration and a threshold, none of which the shell reads", () => {
      const evil = "$(touch owned) `touch owned` ; touch owned.json";
      const files = {
        [evil]: bad,
        "-dash.json": bad,
        "other.json": bad,
        "c.jsonc": '{ "rules": { "effect-invalid": "warning" } }',
      };
      const given = { paths: `${evil}\r\n\n-dash.json\n`, config: "c.jsonc", "fail-on": "warning" };
      const { status, stdout, folder } = runAction(files, given);
      assert.equal(status, 1);
      assert.equal(stdout.match(/^::warning /gm)?.length, 2);
      assert.ok(!existsSync(path.join(folder, "owned")));
      assert.equal(runAction(files, { ...given, "fail-on": "error" }).status, 0);
    });

    test("writes SARIF for code scanning without what is suppressed", () => {
      const configuration = '{ "allow": [{ "rule": "effect-invalid", "files": ["kept.json"], "reason": "A test." }] }';
      const files = { ".trust-policy.jsonc": configuration, "kept.json": bad, "a.json": bad };
      const { status, outputs, folder } = runAction(files, { "sarif-file": "out.sarif", "fail-on": "never" });
      assert.deepEqual([status, outputs], [0, { "sarif-file": "out.sarif", status: "0" }]);
      const { results } = JSON.parse(readFileSync(path.join(folder, "out.sarif"), "utf8")).runs[0];
      assert.deepEqual(
        results.map((result: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) => {
          return result.locations[0].physicalLocation.artifactLocation.uri;
        }),
        ["a.json"],
      );
    });

    test("a file that cannot be read: status 2, and the SARIF is there all the same", () => {
      const { status, outputs, folder } = runAction(
        { "a.json": good },
        { paths: "a.json\ngone.json", "sarif-file": "out.sarif" },
      );
      assert.deepEqual([status, outputs], [2, { "sarif-file": "out.sarif", status: "2" }]);
      assert.match(readFileSync(path.join(folder, "out.sarif"), "utf8"), /"executionSuccessful":false/);
    });

    test("without a build beside it takes the program from npm", () => {
      const bin = path.join(folderWith({}), "bin");
      mkdirSync(bin);
      writeFileSync(path.join(bin, "npx"), `#!/bin/sh\necho "$@"\n`);
      chmodSync(path.join(bin, "npx"), 0o755);
      const { stdout } = runAction({}, { version: "1.2.3" }, bin, `${bin}:`);
      assert.equal(
        stdout,
        "--yes --package iam-trust-policy-tools@1.2.3 -- trust-policy check --format github --fail-on error -- .\n",
      );
    });
  });
}

describe("the hooks of pre-commit", () => {
  const hooks = list(parseYaml(textOf(".pre-commit-hooks.yaml"))).map(mapping);

  test("have the keys that pre-commit documents, and run what the package brings", () => {
    // https://pre-commit.com/#new-hooks
    const { bin } = JSON.parse(textOf("package.json"));
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ["trust-policy", "trust-policy-fix"],
    );
    for (const hook of hooks) {
      holdsOnly(hook, "id", "name", "description", "entry", "language", "files", "types");
      assert.ok(String(hook.entry).split(" ")[0] ?? "" in bin);
      const files = new RegExp(String(hook.files));
      for (const name of ["a.json", "b/c.jsonc", "d.template"]) assert.match(name, files);
      for (const name of ["a.jsonl", "json", "b.yaml"]) assert.doesNotMatch(name, files);
    }
  });

  test("what npm makes of the repository holds the program alone, and it runs", () => {
    const folder = folderWith({ "a.json": bad });
    const npm = { encoding: "utf8", shell: process.platform === "win32" } as const;
    const { stdout } = spawnSync("npm", ["pack", "--pack-destination", folder], { cwd: root, ...npm });
    // Older releases of pre-commit take all that npm prints for the name of the package.
    assert.match(stdout, /^iam-trust-policy-\d+\.\d+\.\d+\.tgz\n$/);
    assert.equal(spawnSync("tar", ["-xzf", stdout.trim()], { cwd: folder }).status, 0);
    const listed = spawnSync("tar", ["-tzf", stdout.trim()], { cwd: folder, encoding: "utf8" }).stdout;
    assert.deepEqual(listed.trimEnd().split("\n").sort(), [
      "package/LICENSE",
      "package/README.md",
      "package/package.json",
      "package/server/bin/trust-policy.js",
      "package/server/dist/THIRD-PARTY-NOTICES",
      "package/server/dist/cli.cjs",
      "package/server/package.json",
    ]);
    const { bin } = JSON.parse(readFileSync(path.join(folder, "package/package.json"), "utf8"));
    const program = path.join(folder, "package", bin["trust-policy"]);
    const { status } = spawnSync(process.execPath, [program, "check", "a.json"], { cwd: folder });
    assert.equal(status, 1);
  });
});

describe("docs/recipes.md", () => {
  const recipes = [...textOf("docs/recipes.md").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) =>
    mapping(parseYaml(text)),
  );
  const stepsOf = (workflow: Mapping) => list(mapping(mapping(workflow.jobs).check).steps).map(mapping);

  test("workflows ask for no right that they do not need, and take actions at a version", () => {
    const workflows = recipes.filter(({ jobs }) => jobs !== undefined);
    assert.equal(workflows.length, 2);
    for (const workflow of workflows) {
      holdsOnly(workflow, "name", "on", "permissions", "jobs");
      assert.deepEqual(workflow.permissions, {});
      for (const one of stepsOf(workflow)) {
        holdsOnly(one, "id", "uses", "with", "if");
        assert.match(String(one.uses), /^(OWNER\/REPO@REF|[\w-]+\/[\w-]+(\/[\w-]+)?@v\d+)$/);
        if (one.uses === "OWNER/REPO@REF")
          for (const input of Object.keys(mapping(one.with))) assert.ok(input in inputs, input);
      }
    }
  });

  test("hooks are those of this repository, and versions those of the package", () => {
    const ids = list(parseYaml(textOf(".pre-commit-hooks.yaml"))).map((hook) => mapping(hook).id);
    const repositories = recipes.flatMap(({ repos }) => (repos === undefined ? [] : list(repos).map(mapping)));
    const ours = repositories.filter(({ repo }) => repo !== "local").flatMap(({ hooks }) => list(hooks).map(mapping));
    assert.equal(ours.length, 1);
    for (const { id } of ours) assert.ok(ids.includes(id));
    const { version } = JSON.parse(textOf("server/package.json"));
    const named = [...textOf("docs/recipes.md").matchAll(/iam-trust-policy-tools@([\d.]+\d)/g)].map(([, one]) => one);
    assert.deepEqual([...new Set(named)], [version]);
  });

  if (process.platform !== "win32") {
    test("the report for GitLab has what GitLab documents", () => {
      // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
      const job = recipes.find((recipe) => "trust-policy" in recipe);
      const commands = list(mapping(job?.["trust-policy"]).script).filter(
        (line) => !String(line).startsWith("npm install"),
      );
      const program = `trust-policy() { "${process.execPath}" "${path.join(root, "server/bin/trust-policy.js")}" "$@"; }`;
      const folder = folderWith({ "roles/a b.json": bad });
      const { status } = spawnSync("bash", ["-e", "-c", [program, ...commands].join("\n")], { cwd: folder });
      assert.equal(status, 1);
      const [issue, ...others] = JSON.parse(readFileSync(path.join(folder, "gl-code-quality-report.json"), "utf8"));
      assert.deepEqual(others, []);
      assert.deepEqual([issue.check_name, issue.severity], ["effect-invalid", "critical"]);
      assert.deepEqual(issue.location, { path: "roles/a b.json", lines: { begin: 2 } });
      assert.match(issue.description, /^IAM refuses/);
      assert.match(issue.fingerprint, /^roles\/a%20b\.json [0-9a-f]{32}:1$/);
    });
  }
});
