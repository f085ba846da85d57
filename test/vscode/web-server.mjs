// Serves VS Code for the web from this machine's loopback address: files alone, with no extension host in Node behind them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { quietSettings } from "./code-server.mjs";
import { hosts } from "./install.mjs";

const vscode = path.join(hosts.current, "node_modules/code-server/lib/vscode");
const fileOfVSCode = readBelow(vscode);
const workbench = "out/vs/code/browser/workbench";

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
 * @property {string} authority `localhost:port`; in another origin than its extension host, as on vscode.dev
 * @property {(path: string, answer: (body: string) => unknown) => void} answer what `POST` requests to a path get, as JSON
 * @property {Promise<void>} ended never settles: it ends with this process
 * @property {() => string} log
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {Record<string, (name: string) => Buffer | string | undefined>} options.folders what stands under the first part of a path
 * @param {string[]} options.extensions paths of the extensions that the page has
 * @param {string} [options.tests] path of a CommonJS module that exports `run()`, run in the extension host
 * @param {Record<string, unknown>} [options.settings] settings of the page
 * @returns {Promise<WebServer>}
 */
export async function startWebServer({ folders, extensions, tests, settings = quietSettings }) {
  const answers = new Map();
  const server = createServer(async (request, response) => {
    // The extension host is another origin than the page, and so is the frame of a web view.
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    const answer = answers.get(name);
    if (request.method === "POST" && answer !== undefined) {
      respond(response, JSON.stringify((await answer(await bodyOf(request))) ?? null), ".json");
    } else if (name === "") {
      respond(response, page(`localhost:${server.address().port}`, { extensions, tests, settings }), ".html");
    } else {
      respond(response, fileAt(name, folders), path.extname(name));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const { port } = server.address();
  const answer = (name, work) => answers.set(name, work);
  return { authority: `localhost:${port}`, answer, ended: new Promise(() => {}), log: () => "", stop };
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

function fileAt(name, folders) {
  const [first, ...rest] = name.split("/");
  if (first in folders) return folders[first](rest.join("/"));
  if (!["out", "extensions", "node_modules"].includes(first)) return undefined;
  const content = fileOfVSCode(name);
  if (name === `${workbench}/workbench.js`) return withoutRemote(String(content));
  // code-server ships the built-in extensions without the half that runs in browsers; they do nothing here.
  return first === "extensions" && name.endsWith(".js") ? (content ?? "") : content;
}

/** What stands in a folder, by path. @param {string} folder */
export function readBelow(folder) {
  return (name) => {
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      return undefined;
    }
  };
}

/** What code-server has changed in VS Code so that its pages always have a remote half, and what stands there in VS Code itself. */
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

/** The page of the workbench. Its own template is for a server with a remote half. */
function page(authority, { extensions, tests, settings }) {
  const uri = (name) => ({ scheme: "http", authority, path: `/${name}` });
  const ownOrigin = `http://{{uuid}}.${authority}`;
  const configuration = {
    folderUri: { scheme: "memory", path: "/roles" },
    enableWorkspaceTrust: false,
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    configurationDefaults: settings,
    developmentOptions: { extensions: extensions.map(uri), ...(tests && { extensionTestsPath: uri(tests) }) },
    productConfiguration: {
      enableTelemetry: false,
      extensionsGallery: undefined,
      commit: "0000000000000000000000000000000000000000",
      quality: "stable",
      webEndpointUrlTemplate: ownOrigin,
      webviewContentExternalBaseUrlTemplate: `${ownOrigin}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <meta id="vscode-workbench-web-configuration" data-settings="${attribute(JSON.stringify(configuration))}">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/${workbench}/workbench.css">
  </head>
  <body aria-label=""></body>
  <script>globalThis._VSCODE_FILE_ROOT = location.origin + "/out/";</script>
  <script type="module" src="/out/nls.messages.js"></script>
  <script type="module" src="/${workbench}/workbench.js"></script>
</html>`;
}

function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
