// Bundles the suite into one CommonJS file that the extension host can load.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/setup.mjs";

/** @returns {Promise<string>} the bundle's path: a module that exports `run()` */
export async function bundleSuite() {
  const folder = path.join(root, "test/vscode/suite");
  const entry = path.join(folder, "index.ts");
  const listed = readFileSync(entry, "utf8");
  const forgotten = readdirSync(folder).filter((name) => name.endsWith(".test.ts") && !listed.includes(`"./${name}"`));
  if (forgotten.length > 0) throw new Error(`${entry} does not run ${forgotten.join(", ")}.`);
  const outfile = path.join(root, "dist/test/vscode-suite.cjs");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
    logOverride: { "require-resolve-not-external": "silent" }, // Mocha's parallel mode, which is not used
  });
  return outfile;
}
