// Bundles the suite into one CommonJS file that the extension host can load.
import { readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/setup.mjs";

/** @returns {Promise<string>} the bundle's path: a module that exports `run()` */
export async function bundleSuite() {
  const folder = path.join(root, "test/vscode/suite");
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  if (files.length === 0) throw new Error(`${folder} holds no test.`);
  const outfile = path.join(root, "dist/test/vscode-suite.cjs");
  await build({
    stdin: {
      contents: `import { runMocha } from "./run-mocha.ts";
        export const run = () => runMocha(async () => { ${files.map((name) => `await import("./${name}");`).join(" ")} });`,
      resolveDir: folder,
    },
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
