// The same as `extension-host.ts` for VS Code in the browser, where a language server is a worker. What a web page cannot do, the
// server that the page comes from does: see test/vscode/run-web.mjs.
import type * as node from "./extension-host.ts";
import { runOptions } from "./run-options.ts";

export const isWeb = true;

export function givenOptions(): string | undefined {
  return (globalThis as { TRUST_POLICY_TEST_RUN?: string }).TRUST_POLICY_TEST_RUN;
}

export const writeLine: typeof node.writeLine = async (report, line) => {
  await post(report, line);
};

export const servers: typeof node.servers = () => ask("servers");

export const killServer: typeof node.killServer = (id) => ask("kill", String(id));

export const hangServer: typeof node.hangServer = (id) => ask("hang", String(id));

async function ask<Answer>(question: string, body = ""): Promise<Answer> {
  const response = await post(new URL(question, runOptions().report).href, body);
  return (await response.json()) as Answer;
}

function post(address: string, body: string): Promise<Response> {
  return fetch(address, { method: "POST", body });
}
