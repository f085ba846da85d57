// Serves VS Code for the web from this machine's loopback address: files alone, with no extension host in Node behind them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import { root } from "../../scripts/setup.mjs";
import { quietSettings } from "./code-server.mjs";
import { hosts, packedExtension } from "./install.mjs";
import { workbenchPage } from "./web-page.mjs";

const types = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * @typedef {object} WebServer
 * @property {string} authority `localhost:port`; the page's extension host has an origin of its own below it, as on vscode.dev
 * @property {(name: string, answer: (body: string) => unknown) => void} answer what a `POST` to a name gets, as JSON
 * @property {() => Promise<void>} stop
 */

/**
 * Serves the workbench with the packed extension and a folder in memory.
 * @param {object} [options]
 * @param {Record<string, string>} [options.files] what the folder holds from the start
 * @param {Record<string, unknown>} [options.settings] settings of the page
 * @param {() => string} [options.suite] a CommonJS module that exports `run()`, run in the extension host
 * @returns {Promise<WebServer>}
 */
export async function startWebServer({ files = {}, settings = quietSettings, suite } = {}) {
  const fixture = readBelow(path.join(root, "test/vscode/web/memory-files"));
  const made = { "files.json": () => JSON.stringify(files), "suite.js": () => suite?.() };
  const folders = {
    "": fileOfVSCode,
    extension: await packedFiles(),
    // VS Code runs tests where they belong to an extension under development.
    "memory-files": (name) => (made[name] ? made[name]() : fixture(name)),
  };
  const page = () =>
    workbenchPage(authority(), {
      settings,
      extensions: ["extension", "memory-files"],
      ...(suite && { tests: "memory-files/suite.js" }),
    });
  const answers = new Map();
  const server = createServer(async (request, response) => {
    // The extension host is of another origin than the page, and so are the frames of web views.
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    if (request.method === "POST" && answers.has(name)) {
      const answer = await answers.get(name)(await bodyOf(request));
      respond(response, JSON.stringify(answer ?? null), ".json");
    } else if (name === "") {
      respond(response, page(), ".html");
    } else {
      const [first, ...rest] = name.split("/");
      const content = first in folders ? folders[first](rest.join("/")) : folders[""](name);
      respond(response, content, path.extname(name));
    }
  });
  const authority = () => `localhost:${server.address().port}`;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { authority: authority(), answer: (name, work) => answers.set(name, work), stop };
}

function respond(response, content, extension) {
  if (content === undefined) {
    response.writeHead(404).end();
  } else {
    response.writeHead(200, { "Content-Type": types[extension] ?? "application/octet-stream" }).end(content);
  }
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The packed extension as it lies in its archive. */
async function packedFiles() {
  const { unzip } = await tsImport("../tidy/zip.ts", import.meta.url);
  const packed = unzip(readFileSync(packedExtension()));
  return (name) => packed.get(`extension/${name}`);
}

/** What stands in a folder, by path. */
function readBelow(folder) {
  return (name) => {
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      return undefined;
    }
  };
}

const vscode = readBelow(path.join(hosts.current, "node_modules/code-server/lib/vscode"));

function fileOfVSCode(name) {
  if (!/^(out|extensions|node_modules)\//.test(name)) return undefined;
  const content = vscode(name);
  if (name.endsWith("/workbench/workbench.js")) return withoutRemote(String(content));
  // code-server ships the built-in extensions without the half that runs in browsers; they do nothing here.
  return name.startsWith("extensions/") && name.endsWith(".js") ? (content ?? "") : content;
}

/** What code-server has changed in VS Code so that its pages always have a remote half, and what VS Code itself has there. */
const remoteHalf = [
  [/,remoteAuthority:location\.host\}/g, "}"],
  [
    /(\w+\.file\()this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\)/g,
    '$1"/").with({scheme:$2.vscodeUserData})',
  ],
];

function withoutRemote(script) {
  return remoteHalf.reduce((text, [theirs, original]) => {
    const count = [...text.matchAll(theirs)].length;
    if (count !== 1) throw new Error(`${theirs} stands ${count} times in code-server's workbench.js, not once.`);
    return text.replace(theirs, original);
  }, script);
}
