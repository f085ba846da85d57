import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { root } from "../harness/files.ts";
import { bad } from "./program.ts";

/** The npm package as somebody gets it: packed, installed in an empty folder without a network, and used from there. */
const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-npm-"));
const project = path.join(folder, "project");
const installed = path.join(project, "node_modules/iam-trust-policy-tools");
after(() => rmSync(folder, { recursive: true, force: true }));

/** Without the settings of the npm that runs the tests, and with a registry that nothing answers at. */
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  npm_config_cache: path.join(folder, "cache"),
  npm_config_registry: "http://127.0.0.1:9",
  npm_config_update_notifier: "false",
};

function command(name: string, args: readonly string[], cwd = project, input = "") {
  const { status, stdout, stderr } = spawnSync(name, args, {
    cwd,
    env,
    input,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return { status, stdout, stderr };
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed | undefined;

before(() => {
  mkdirSync(project);
  const pack = command("npm", ["pack", "--json", "--pack-destination", folder], path.join(root, "server"));
  assert.equal(pack.status, 0, pack.stderr);
  [packed] = JSON.parse(pack.stdout) as readonly Packed[];
  assert.ok(packed);
  writeFileSync(path.join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = command("npm", [
    ...["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"],
    path.join(folder, packed.filename),
  ]);
  assert.equal(install.status, 0, install.stderr);
});

test("it holds what is needed and nothing else, and stays small", (t) => {
  const names = (packed?.files ?? []).map((file) => file.path).filter((name) => !/^dist\/types\/.+\.d\.ts$/.test(name));
  assert.deepEqual(
    names.filter((name) => !/^dist\/[\w-]+\.cjs$/.test(name)).sort(),
    [
      "LICENSE",
      "README.md",
      "bin/trust-policy-language-server.js",
      "bin/trust-policy.js",
      "dist/THIRD-PARTY-NOTICES",
      "dist/service.js",
      "package.json",
    ].sort(),
  );
  assert.match(readFileSync(path.join(installed, "dist/THIRD-PARTY-NOTICES"), "utf8"), /^jsonc-parser \d/m);
  assert.equal(readFileSync(path.join(installed, "LICENSE"), "utf8"), readFileSync(path.join(root, "LICENSE"), "utf8"));
  const size = packed?.size ?? 0;
  t.diagnostic(`${(size / 1000).toFixed(0)} kB packed`);
  assert.ok(size < 900_000, `${size} bytes`);
});

test("it has no dependencies and the version of the extension", () => {
  const manifest = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.version, JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
  assert.deepEqual(manifest.publishConfig, { access: "public", provenance: true });
});

test("trust-policy runs", () => {
  const bin = path.join(project, "node_modules/.bin/trust-policy");
  if (process.platform !== "win32") assert.ok(statSync(bin).mode & 0o100);
  const { status, stdout } = command(bin, ["check", "-"], project, bad);
  assert.equal(status, 1);
  assert.match(stdout, /^-:2:29 {2}error/);
});

test("npx finds the program in the package", () => {
  const tarball = path.join(folder, packed?.filename ?? "");
  const { status, stdout, stderr } = command(
    "npx",
    ["--yes", "--offline", "--package", tarball, "--", "trust-policy", "--version"],
    folder,
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^trust-policy \d/);
});

test("trust-policy-language-server runs", async () => {
  const bin = path.join(project, "node_modules/.bin/trust-policy-language-server");
  const server = spawn(bin, ["--stdio"], { cwd: project, env, shell: process.platform === "win32" });
  let output = "";
  server.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const send = (content: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...content });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  send({ id: 2, method: "shutdown" });
  send({ method: "exit" });
  const status = await new Promise<number | null>((resolve) => server.once("close", resolve));
  assert.match(output, /"capabilities":\{/);
  assert.equal(status, 0);
});

test("the library gives what its README says", () => {
  const readme = readFileSync(path.join(installed, "README.md"), "utf8");
  const code = /^```js\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? "";
  writeFileSync(path.join(project, "example.js"), code);
  const { stdout, stderr } = command(process.execPath, ["example.js"]);
  assert.equal(stderr, "");
  const promised = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  assert.deepEqual(stdout.trimEnd().split("\n"), promised);
});

test("its types check in a strict project, library checks included, and know what they are about", () => {
  writeFileSync(
    path.join(project, "consumer.ts"),
    `import { type Config, defaultConfig, type DocumentFinding, open, rulePage, type Snapshot, type TextFix } from "iam-trust-policy-tools";
const config: Config = { ...defaultConfig, accounts: ["204512347781"] };
const snapshot: Snapshot = open("{}", { languageId: "json", named: true, config });
const rules: readonly string[] = snapshot.findings.map(({ rule }: DocumentFinding) => rule);
const fixes: readonly TextFix[] = snapshot.findings.flatMap((finding) => snapshot.fixes(finding));
const edits = fixes.map(({ title, edits: [edit] }) => [title, edit?.span.start] satisfies [string, number | undefined]);
const why: string | undefined = rulePage("oidc-no-sub")?.why;
// @ts-expect-error: a span has numbers.
const wrong: string | undefined = snapshot.findings[0]?.span.start;
export { edits, rules, why, wrong };
`,
  );
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--skipLibCheck", "false", "--target", "es2023", "--types", ""];
  for (const module of ["nodenext", "preserve"]) {
    const { status, stdout } = command(process.execPath, [compiler, ...options, "--module", module, "consumer.ts"]);
    assert.equal(stdout, "", module);
    assert.equal(status, 0);
  }
});
