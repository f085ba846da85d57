// Bundles the suite into one CommonJS file that the extension host can load.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/setup.mjs";

const folder = path.join(root, "test/vscode/suite");
const entry = path.join(folder, "index.ts");

const shared = {
  entryPoints: [entry],
  bundle: true,
  format: "cjs",
  external: ["vscode"],
  sourcemap: "inline",
  logLevel: "warning",
};

/** @returns {Promise<string>} the bundle's path: a module that exports `run()` */
export async function bundleSuite() {
  const listed = readFileSync(entry, "utf8");
  const forgotten = readdirSync(folder).filter((name) => name.endsWith(".test.ts") && !listed.includes(`"./${name}"`));
  if (forgotten.length > 0) throw new Error(`${entry} does not run ${forgotten.join(", ")}.`);
  const outfile = path.join(root, "dist/test/vscode-suite.cjs");
  await build({
    ...shared,
    outfile,
    platform: "node",
    target: "node20",
    logOverride: { "require-resolve-not-external": "silent" }, // Mocha's parallel mode, which is not used
  });
  return outfile;
}

/** The same for an extension host without Node. An import of any other module of Node fails here. */
export async function bundleWebSuite() {
  const web = path.join(root, "test/vscode/web");
  const standIns = {
    mocha: path.join(web, "mocha.cjs"),
    "node:assert/strict": path.join(web, "assert.cjs"),
    "./extension-host.ts": path.join(folder, "extension-host-web.ts"),
  };
  const standIn = {
    name: "stand-ins for what needs Node",
    setup({ onResolve }) {
      onResolve({ filter: /^(mocha|node:assert\/strict|\.\/extension-host\.ts)$/ }, (imported) => ({
        path: standIns[imported.path],
      }));
    },
  };
  // Not bundled: esbuild takes it for an ES module, because its package is one. Its wrapper asks for these names first.
  const mocha = readFileSync(path.join(root, "node_modules/mocha/mocha.js"), "utf8");
  const banner = { js: `(() => { let exports, module, define; ${mocha}\n})();` };
  const outfile = path.join(root, "dist/test/vscode-suite-web.js");
  await build({ ...shared, outfile, platform: "browser", target: "es2022", plugins: [standIn], banner });
  return outfile;
}
