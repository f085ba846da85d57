/** What the packed extension holds, how large it is, and that its server runs from there. `npm run package` makes it. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { unzip } from "./zip.ts";

const root = path.resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const vsix = path.join(root, `dist/${manifest.name}-${manifest.version}.vsix`);
assert.ok(existsSync(vsix), `${vsix} is missing. Run: npm run package`);
const files = unzip(readFileSync(vsix));

function file(name: string): Buffer {
  const found = files.get(`extension/${name}`);
  assert.ok(found, `${name} is not in the package`);
  return found;
}

describe("the packed extension", () => {
  it("holds these files and no other", () => {
    const rulePages = readdirSync(path.join(root, "docs/rules")).map((name) => `extension/docs/rules/${name}`);
    const expected = [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/THIRD-PARTY-NOTICES",
      "extension/changelog.md",
      "extension/dist/client/browser.js",
      "extension/dist/client/extension.cjs",
      "extension/dist/client/languageclient.cjs",
      "extension/dist/server/browser.js",
      "extension/dist/server/node.cjs",
      "extension/media/icon.png",
      "extension/media/walkthrough/check.md",
      "extension/media/walkthrough/complete.md",
      "extension/media/walkthrough/fix.md",
      "extension/media/walkthrough/new.md",
      "extension/media/walkthrough/settings.md",
      "extension/package.json",
      "extension/readme.md",
      "extension/schemas/trust-policy-config.schema.json",
      ...rulePages,
    ];
    assert.deepEqual([...files.keys()].sort(), expected.sort());
    assert.notEqual(rulePages.length, 0);
  });

  it("holds every file that the manifest names", () => {
    const { main, browser, icon, contributes } = manifest;
    const media = contributes.walkthroughs.flatMap((walkthrough: { steps: { media: { markdown: string } }[] }) =>
      walkthrough.steps.map((step) => step.media.markdown),
    );
    const schemas = contributes.jsonValidation.map((validation: { url: string }) => validation.url);
    for (const name of [main, browser, icon, ...media, ...schemas]) {
      file(path.posix.normalize(name));
    }
  });

  it("has a README whose pictures and links do not need files beside it", () => {
    const readme = file("readme.md").toString();
    assert.match(readme, /^# /);
    assert.doesNotMatch(readme, /\]\((?!https:|#)/);
  });

  it("names the licence of every package that its bundles were built from", () => {
    const notices = file("THIRD-PARTY-NOTICES").toString();
    for (const name of ["vscode-languageclient", "vscode-languageserver", "vscode-jsonrpc", "jsonc-parser"]) {
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\nLicence: MIT$`, "m"));
    }
    assert.match(notices, /^known_aws_accounts .*\nLicence: Apache-2\.0$/m);
    assert.match(notices, /Apache License\s+Version 2\.0, January 2004/);
  });

  it("stays small where it is loaded for every JSON file", () => {
    assert.ok(file("dist/client/extension.cjs").length < 20_000);
  });

  it("needs nothing but VS Code where it runs in a browser", () => {
    const asked = file("dist/client/browser.js")
      .toString()
      .matchAll(/\brequire\(([^)]*)\)/g);
    assert.deepEqual(new Set([...asked].map(([, name]) => name)), new Set(['"vscode"']));
    assert.equal(manifest.type, undefined, "it would take the script for an ES module, which it cannot load");
  });

  for (const name of ["dist/server/node.cjs", "dist/server/browser.js"]) {
    it(`has a server that stays small: ${name}`, () => {
      const bundle = file(name);
      assert.ok(bundle.length < 1_000_000, `${bundle.length} bytes`);
      assert.ok(gzipSync(bundle).length < 300_000, `${gzipSync(bundle).length} bytes, compressed`);
    });
  }

  it("has a server that runs from an empty folder", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "trust-policy-package-"));
    try {
      writeFileSync(path.join(folder, "node.cjs"), file("dist/server/node.cjs"));
      const { status, output, errors } = await runServer(folder);
      assert.equal(errors, "");
      assert.match(output, /"capabilities":\{/);
      assert.equal(status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Starts the server, greets it and takes leave. */
async function runServer(folder: string): Promise<{ status: number | null; output: string; errors: string }> {
  const server = spawn(process.execPath, ["node.cjs", "--stdio"], { cwd: folder, env: {} });
  let output = "";
  let errors = "";
  server.stdout.on("data", (chunk) => {
    output += chunk;
  });
  server.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const initialize = { processId: null, rootUri: null, capabilities: {} };
  server.stdin.write(message({ id: 1, method: "initialize", params: initialize }));
  server.stdin.write(message({ method: "initialized", params: {} }));
  server.stdin.write(message({ id: 2, method: "shutdown" }));
  server.stdin.write(message({ method: "exit" }));
  const status = await new Promise<number | null>((resolve) => server.once("close", resolve));
  return { status, output, errors };
}

function message(content: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...content });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
