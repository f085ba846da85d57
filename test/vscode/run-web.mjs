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
  server.answer("kill", (id) => servers.kill(Number(id)));
  return server;
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
