// Runs the suite in VS Code for the web, with no Node behind the page.
import { appendFileSync, readFileSync } from "node:fs";
import { bundleWebSuite } from "./bundle.mjs";
import { startWebServer } from "./web-server.mjs";

/**
 * Starts what the page of the suite comes from.
 * @param {import("playwright-core").Page} page
 * @param {object} options
 * @param {string} options.report the file of the suite's results
 * @param {import("./web-hosts.mjs").WebHost} options.host
 */
export async function startWebSuite(page, { report, host }) {
  const suite = readFileSync(await bundleWebSuite(), "utf8");
  const run = { version: host.version(), markdown: host.markdown, restricted: false, installedOutside: null };
  const server = await startWebServer({
    host,
    // Where the suite writes to stands in it, and is known when it is asked for.
    suite: () => {
      const options = JSON.stringify({ ...run, report: `http://${server.authority}/report` });
      return `globalThis.TRUST_POLICY_TEST_RUN = ${JSON.stringify(options)};\n${suite}`;
    },
  });
  server.answer("report", (line) => appendFileSync(report, `${line}\n`));
  const servers = languageServers(page);
  server.answer("servers", servers.ids);
  server.answer("kill", (id) => servers.do(Number(id), throwError));
  server.answer("hang", (id) => servers.do(Number(id), loopForever));
  return server;
}

/** The workers of the page that are language servers. An ID stays with its worker. */
function languageServers(page) {
  const names = new Map();
  const seen = [];
  const isServer = async (worker) => {
    // Asked once only: later it may no longer answer.
    if (!names.has(worker)) names.set(worker, await worker.evaluate(() => self.name).catch(() => ""));
    return names.get(worker).endsWith("browser.js");
  };
  const idOf = (worker) => (seen.includes(worker) ? seen.indexOf(worker) + 1 : seen.push(worker));
  return {
    ids: async () => {
      const all = page.workers();
      const are = await Promise.all(all.map(isServer));
      return all.filter((_, index) => are[index]).map(idOf);
    },
    do: (id, work) => seen[id - 1].evaluate(work),
  };
}

/** Runs in a worker, once the question is answered. */
function throwError() {
  setTimeout(() => {
    throw new Error("A test ends this worker.");
  });
}

/** The same. */
function loopForever() {
  setTimeout(() => {
    for (;;);
  });
}
