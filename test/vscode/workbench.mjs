// Opens VS Code's workbench in a headless browser.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser, hosts } from "./install.mjs";

/**
 * @param {{ width: number, height: number }} viewport CSS pixels
 * @returns {Promise<{ page: import("playwright-core").Page, close: () => Promise<void> }>}
 */
export async function openBrowser(viewport = { width: 1280, height: 800 }) {
  const { chromium } = createRequire(path.join(hosts.current, "package.json"))("playwright-core");
  const profile = mkdtempSync(path.join(tmpdir(), "tp-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    headless: true,
    viewport,
    // It shows our own page and nothing else; Chromium's sandbox starts neither as root nor in most containers.
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
  const close = async () => {
    await context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { page: context.pages()[0] ?? (await context.newPage()), close };
}

/**
 * Opens a folder in the workbench. The extension under development and the tests go in as the workbench's own development options,
 * because a released VS Code does not read them from its address.
 * @param {import("playwright-core").Page} page
 * @param {import("./code-server.mjs").CodeServer} server
 * @param {object} options
 * @param {string} options.folder
 * @param {string} [options.extension] folder of the extension under development
 * @param {string} [options.tests] a CommonJS module that exports `run()`, run in the extension host
 */
export async function openWorkbench(page, server, { folder, extension, tests }) {
  const uri = (file) => ({ $mid: 1, scheme: "vscode-remote", authority: server.authority, path: file });
  const development = {
    ...(extension && { extensions: [uri(extension)] }),
    ...(tests && { extensionTestsPath: uri(tests) }),
  };
  await page.addInitScript(setDevelopmentOptions, development);
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(folder)}`);
}

/** Runs in the page before the workbench does. */
function setDevelopmentOptions(development) {
  if (window !== window.top) return;
  new MutationObserver((_, observer) => {
    const element = document.getElementById("vscode-workbench-web-configuration");
    if (element === null) return;
    observer.disconnect();
    const configuration = JSON.parse(element.getAttribute("data-settings"));
    configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
    configuration.productConfiguration = { ...configuration.productConfiguration, enableTelemetry: false };
    element.setAttribute("data-settings", JSON.stringify(configuration));
  }).observe(document, { childList: true, subtree: true });
}
