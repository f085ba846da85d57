import assert from "node:assert/strict";
import { dirname, posix } from "node:path";
import { describe, it } from "node:test";
import { filesBelow, textOf } from "../harness/files.ts";

/**
 * Which folder of `server/src` may import what. Data flows one way: text → tree → policy → findings → edges. A name that ends
 * in `!` may be imported for its types only; anything not listed is forbidden.
 */
interface Area {
  /** Folders or files (without `.ts`) of `server/src`; the area itself is always allowed. */
  readonly local: readonly string[];
  readonly packages: readonly string[];
}

const table: Readonly<Record<string, Area>> = {
  text: { local: [], packages: [] },
  tree: { local: ["text"], packages: [] },
  catalog: { local: [], packages: [] },
  config: { local: ["rules/define!", "text", "tree!"], packages: ["jsonc-parser"] },
  "hosts/host": { local: ["text", "tree"], packages: [] },
  "hosts/template": { local: ["text", "tree"], packages: [] },
  "hosts/trust": { local: ["text", "tree"], packages: [] },
  "hosts/json": {
    local: ["text", "tree", "hosts/host", "hosts/template", "hosts/trust"],
    packages: ["jsonc-parser"],
  },
  "hosts/index": { local: ["hosts"], packages: [] },
  policy: { local: ["text", "tree"], packages: [] },
  access: { local: ["policy", "catalog", "text!", "tree!"], packages: [] },
  rules: { local: ["policy", "access", "tree", "catalog", "text", "hosts/host!"], packages: [] },
  features: {
    local: ["rules", "access", "policy", "tree", "catalog", "text", "config", "hosts/host!"],
    packages: [],
  },
  version: { local: [], packages: [] },
  service: {
    local: [
      "features",
      "hosts/index",
      "hosts/host!",
      "policy",
      "rules",
      "catalog",
      "text",
      "tree",
      "config",
      "version",
    ],
    packages: [],
  },
  lsp: {
    local: ["service", "text", "tree!", "config"],
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
  },
  cli: { local: ["service", "text", "tree!", "config"], packages: ["node:", "ignore"] },
  "entry/node": { local: ["lsp", "entry/frames", "entry/usage"], packages: ["vscode-languageserver", "node:"] },
  "entry/frames": { local: [], packages: ["node:"] },
  "entry/usage": { local: ["version"], packages: [] },
  "entry/language-server": { local: ["lsp"], packages: ["vscode-languageserver", "node:"] },
  "entry/browser": { local: ["lsp"], packages: ["vscode-languageserver"] },
  "entry/cli": { local: ["cli"], packages: ["node:", "ignore"] },
};

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;

describe("imports", () => {
  it("of the server go one way", () => {
    const arrows = filesBelow("server/src", ".ts").flatMap((file) => forbidden(file));
    assert.deepEqual(arrows, []);
  });

  it("of the client know nothing of the server", () => {
    const arrows = filesBelow("client/src", ".ts").flatMap((file) =>
      importsOf(`client/src/${file}`)
        .filter(({ target }) => target.startsWith(".") && !posix.join("client/src", target).startsWith("client/"))
        .map(({ target }) => `client/src/${file} → ${target}`),
    );
    assert.deepEqual(arrows, []);
  });

  it("of files carry their ending", () => {
    const folders = ["server/src", "client/src", "test", "scripts"];
    const without = folders.flatMap((folder) =>
      filesBelow(folder, ".ts").flatMap((file) =>
        importsOf(`${folder}/${file}`)
          .filter(({ target }) => target.startsWith(".") && !/\.(ts|mjs|json)$/.test(target))
          .map(({ target }) => `${folder}/${file} → ${target}`),
      ),
    );
    assert.deepEqual(without, []);
  });
});

function importsOf(path: string): readonly { typeOnly: boolean; target: string }[] {
  return [...textOf(path).matchAll(statement)].map(([, type, target = ""]) => ({
    typeOnly: type !== undefined,
    target,
  }));
}

/** The arrows out of one file that the table does not have. */
function forbidden(file: string): readonly string[] {
  const name = file.replace(/\.ts$/, "");
  const area = Object.keys(table)
    .filter((candidate) => isIn(name, candidate))
    .sort((a, b) => b.length - a.length)[0];
  if (area === undefined) return [`${file} is in no area of the table`];
  return importsOf(`server/src/${file}`)
    .filter(({ target, typeOnly }) => !isAllowed(file, area, target, typeOnly))
    .map(({ target }) => `${file} → ${target}`);
}

function isAllowed(file: string, area: string, target: string, typeOnly: boolean): boolean {
  const { local, packages } = table[area] ?? { local: [], packages: [] };
  if (!target.startsWith(".")) {
    return packages.some((name) => target === name || target.startsWith(name.endsWith(":") ? name : `${name}/`));
  }
  const name = posix.join(dirname(file), target).replace(/\.ts$/, "");
  if (isIn(name, area)) return true;
  return local.some((entry) => {
    const typesOnly = entry.endsWith("!");
    return isIn(name, typesOnly ? entry.slice(0, -1) : entry) && (typeOnly || !typesOnly);
  });
}

function isIn(name: string, area: string): boolean {
  return name === area || name.startsWith(`${area}/`);
}
