/**
 * Builds every bundle, writes the notices about the packages inside them and the types of the npm package, and prints the sizes.
 * `--production` leaves the source maps out.
 */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeDeclarations } from "./declarations.mjs";
import { writeNotices } from "./notices.mjs";

const root = path.resolve(import.meta.dirname, "..");
const production = process.argv.includes("--production");

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

// Without `module` first, esbuild takes jsonc-parser's UMD entry, and the bundle dies when it starts.
const node = { ...shared, platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"] };
// A library that runs anywhere: an import of a module of Node fails the build.
const library = { ...node, platform: "neutral", format: "esm" };
const browser = { ...shared, platform: "browser", target: "es2022", format: "iife" };

/** The language client stays a file of its own beside the extension's, which loads it when a policy turns up. */
const languageClientApart = {
  name: "language client apart",
  setup({ onResolve }) {
    onResolve({ filter: /\/languageclient\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./languageclient.cjs", external: true } : undefined,
    );
  },
};

// `import()` becomes `require()`: VS Code hands out its API through `require` alone.
const client = {
  ...node,
  external: ["vscode"],
  plugins: [languageClientApart],
  supported: { "dynamic-import": false },
};

// VS Code for the web fetches one script and evaluates it as a CommonJS module, in which `require` knows "vscode" alone.
const webClient = { ...browser, format: "cjs", external: ["vscode"], mainFields: ["browser", "module", "main"] };

/** The protocol's library loads these for transports that nobody asks for; so the server starts without them. */
const loadedWhenUsed = {
  name: "modules of Node, loaded when used",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(child_process|crypto|net)$/ }, ({ path: name, importer }) =>
      /node_modules.vscode-/.test(importer) ? { path: name, namespace: "loaded when used" } : undefined,
    );
    onLoad({ filter: /./, namespace: "loaded when used" }, ({ path: name }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, member) => require("node:${name}")[member] });`,
    }));
  },
};

const server = { ...node, plugins: [loadedWhenUsed] };

const bundles = [
  { from: "client/src/node.ts", to: "dist/client/extension.cjs", options: client },
  { from: "client/src/languageclient.ts", to: "dist/client/languageclient.cjs", options: client },
  { from: "client/src/browser.ts", to: "dist/client/browser.js", options: webClient },
  { from: "server/src/entry/node.ts", to: "dist/server/node.cjs", options: server },
  { from: "server/src/entry/browser.ts", to: "dist/server/browser.js", options: browser },
  { from: "server/src/entry/node.ts", to: "server/dist/language-server.cjs", options: server },
  { from: "server/src/entry/cli.ts", to: "server/dist/cli.cjs", options: node },
  { from: "server/src/service.ts", to: "server/dist/service.js", options: library },
];

const [present, missing] = [true, false].map((there) =>
  bundles.filter(({ from }) => existsSync(path.join(root, from)) === there),
);

const results = await Promise.allSettled(
  present.map(({ from, to, options }) => build({ ...options, entryPoints: [from], outfile: to })),
);
const built = results.flatMap((result, index) => (result.status === "fulfilled" ? [present[index].to] : []));
const metafiles = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.metafile] : []));

const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
console.log(`${"bundle".padEnd(32)}${"kB".padStart(9)}${"kB gzip".padStart(9)}`);
for (const file of built) {
  const content = readFileSync(path.join(root, file));
  console.log(`${file.padEnd(32)}${kilobytes(content.length)}${kilobytes(gzipSync(content).length)}`);
}

const failed = built.length < present.length;
for (const { from, to } of missing) {
  console.error(`${to} was not built: there is no ${from}.`);
}
if (failed || missing.length > 0) {
  process.exitCode = 1;
} else {
  writeNotices(root, metafiles);
  writeDeclarations(root);
}
