// The page of VS Code's workbench without a remote half; code-server's own template is for one with it.

const workbench = "out/vs/code/browser/workbench";

/**
 * @param {string} authority what the page and its extensions come from
 * @param {object} options
 * @param {string[]} options.extensions paths of the extensions, which count as under development
 * @param {string} [options.tests] path of the tests, which lie in one of them
 * @param {Record<string, unknown>} options.settings
 * @returns {string} HTML
 */
export function workbenchPage(authority, { extensions, tests, settings }) {
  const uri = (name) => ({ scheme: "http", authority, path: `/${name}` });
  const ownOrigin = `http://{{uuid}}.${authority}`; // Chromium takes every name below localhost for this machine
  const configuration = {
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
