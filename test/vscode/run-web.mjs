// Runs the suite in VS Code for the web: the packed extension as a web extension, a workspace in memory, no Node behind the page.
import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { tsImport } from "tsx/esm/api";
import { root } from "../../scripts/setup.mjs";
import { bundleWebSuite } from "./bundle.mjs";
import { packedExtension } from "./install.mjs";
import { readBelow, startWebServer } from "./web-server.mjs";

/**
 * Starts what the page of the suite comes from.
 * @param {import("playwright-core").Page} page
 * @param {object} options
 * @param {string} options.report the file of the suite's results
 * @param {string} options.version VS Code's version
 */
export async function startWebSuite(page, { report, version }) {
  const suite = readFileSync(await bundleWebSuite(), "utf8");
  const all = await folders();
  const server = await startWebServer({
    folders: {
      ...all,
      // VS Code runs tests where they belong to an extension under development.
      "memory-files": (name) => (name === "suite.js" ? suiteWithOptions() : all["memory-files"](name)),
    },
    extensions: Object.keys(all),
    tests: "memory-files/suite.js",
  });
  const suiteWithOptions = () => `globalThis.TRUST_POLICY_TEST_RUN = ${JSON.stringify(options())};\n${suite}`;
  const options = () => {
    const address = `http://${server.authority}/report`;
    return JSON.stringify({ report: address, version, restricted: false, installedOutside: null });
  };
  server.answer("report", (line) => appendFileSync(report, `${line}\n`));
  const servers = languageServers(page);
  server.answer("servers", servers.ids);
  server.answer("kill", (id) => servers.kill(Number(id)));
  return server;
}

/** The packed extension as it lies in its archive, and a file system in memory. */
export async function folders() {
  const { unzip } = await tsImport("../tidy/zip.ts", import.meta.url);
  const packed = unzip(readFileSync(packedExtension()));
  return {
    extension: (name) => packed.get(`extension/${name}`),
    "memory-files": readBelow(path.join(root, "test/vscode/web/memory-files")),
  };
}

/** The workers of the page that are language servers. An ID stays with its worker. */
function languageServers(page) {
  const seen = [];
  const running = async () => {
    const all = page.workers();
    const names = await Promise.all(all.map((worker) => worker.evaluate(() => self.name).catch(() => "")));
    return all.filter((_, index) => names[index].endsWith("browser.js"));
  };
  const idOf = (worker) => (seen.includes(worker) ? seen.indexOf(worker) + 1 : seen.push(worker));
  const throwError = () =>
    setTimeout(() => {
      throw new Error("A test ends this worker.");
    });
  return {
    ids: async () => (await running()).map(idOf),
    kill: async (id) => {
      await seen[id - 1].evaluate(throwError);
    },
  };
}
