// Serves VS Code for the web from this machine's loopback address: files alone, with no extension host in Node behind them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import { root } from "../../scripts/setup.mjs";
import { quietSettings } from "./code-server.mjs";
import { packedExtension } from "./install.mjs";
import { readBelow, webHosts } from "./web-hosts.mjs";

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
 * @param {import("./web-hosts.mjs").WebHost} [options.host] the current VS Code, unless told
 * @param {Record<string, string>} [options.files] what the folder holds from the start
 * @param {Record<string, unknown>} [options.settings] settings of the page
 * @param {() => string} [options.suite] a CommonJS module that exports `run()`, run in the extension host
 * @returns {Promise<WebServer>}
 */
export async function startWebServer({ host = webHosts.current, files = {}, settings = quietSettings, suite } = {}) {
  const fixture = readBelow(path.join(root, "test/vscode/web/memory-files"));
  const made = { "files.json": () => JSON.stringify(files), "suite.js": () => suite?.() };
  const folders = {
    extension: await packedFiles(),
    // VS Code runs tests where they belong to an extension under development.
    "memory-files": (name) => (made[name] ? made[name]() : fixture(name)),
  };
  const page = () => {
    const tests = suite && "memory-files/suite.js";
    return host.page(configuration(authority(), { settings, extensions: Object.keys(folders), tests }));
  };
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
      const content = first in folders ? folders[first](rest.join("/")) : host.file(name);
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

/** What the workbench is told: a folder in memory, the extensions as if they were under development, and no remote half. */
function configuration(authority, { settings, extensions, tests }) {
  const uri = (name) => ({ scheme: "http", authority, path: `/${name}` });
  const ownOrigin = `http://{{uuid}}.${authority}`; // Chromium takes every name below localhost for this machine
  return {
    folderUri: { scheme: "memory", path: "/roles" },
    enableWorkspaceTrust: false,
    configurationDefaults: settings,
    developmentOptions: { extensions: extensions.map(uri), ...(tests && { extensionTestsPath: uri(tests) }) },
    productConfiguration: {
      enableTelemetry: false,
      // An origin of its own for the extension host, which VS Code gives only to a build with these two.
      quality: "stable",
      commit: "0".repeat(40),
      webEndpointUrlTemplate: ownOrigin,
      webviewContentExternalBaseUrlTemplate: `${ownOrigin}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    // Without these code-server's workbench does not start.
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
  };
}
